# bash completion for slipway: source <(slipway completion bash)
_slipway() {
  local IFS=$'\n' cur=${COMP_WORDS[COMP_CWORD]} line candidates
  # bash splits words at "="; join them again, as slipway sees them.
  local words=() i
  for ((i = 1; i <= COMP_CWORD; i++)); do
    if [[ ${COMP_WORDS[i]} == "=" && ${#words[@]} -gt 0 && ${words[-1]} == --* ]]; then
      words[-1]+="="
    elif [[ ${#words[@]} -gt 0 && ${words[-1]} == --*= ]]; then
      words[-1]+=${COMP_WORDS[i]}
    else
      words+=("${COMP_WORDS[i]}")
    fi
  done
  [[ $cur == "=" ]] && cur=
  COMPREPLY=()
  candidates=$("${COMP_WORDS[0]/#\~/$HOME}" __complete -- "${words[@]}" 2>/dev/null) || return
  for line in $candidates; do
    case $line in
      :files) compopt -o filenames; COMPREPLY+=($(compgen -f -- "$cur")) ;;
      :folders) compopt -o filenames; COMPREPLY+=($(compgen -d -- "$cur")) ;;
      --*=*) line=${line#*=}; COMPREPLY+=("${line%%$'\t'*}") ;;
      *) COMPREPLY+=("${line%%$'\t'*}") ;;
    esac
  done
}
complete -F _slipway slipway
