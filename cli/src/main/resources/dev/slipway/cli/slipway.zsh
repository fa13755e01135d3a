#compdef slipway
# zsh completion for slipway: source <(slipway completion zsh)
_slipway() {
  local line value note
  local -a candidates
  for line in ${(f)"$(${(Q)words[1]} __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)"}; do
    case $line in
      :files) _files ;;
      :folders) _files -/ ;;
      *)
        value=${line%%$'\t'*}
        note=${line#*$'\t'}
        value=${value//:/\\:}
        [[ $note == $line ]] && candidates+=("$value") || candidates+=("$value:$note")
        ;;
    esac
  done
  (( $#candidates )) && _describe slipway candidates
}
compdef _slipway slipway
