# Sourced by mvnw and slipway: exports JAVA_HOME as a JDK of at least version 25, or ends with one line of advice.
# Order: JAVA_HOME, the `java` on PATH, then the usual folders of installed JDKs. It starts at most one program
# (readlink), since slipway pays for it at every start. Leaves the JDK's exact version in slipway_jdk_runtime.

# Whether folder $1 holds a JDK of at least version 25; if so, exports it.
slipway_take_jdk() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  slipway_jdk_major=
  slipway_jdk_runtime=
  while IFS='=' read -r key value; do
    value=${value#\"}
    value=${value%\"}
    case $key in
      JAVA_VERSION) slipway_jdk_major=${value%%[!0-9]*} ;;
      JAVA_RUNTIME_VERSION) slipway_jdk_runtime=$value ;;
    esac
    [ -z "$slipway_jdk_major" ] || [ -z "$slipway_jdk_runtime" ] || break
  done <"$1/release"
  [ "${slipway_jdk_major:-0}" -ge 25 ] || return 1
  slipway_jdk_runtime=${slipway_jdk_runtime:-$slipway_jdk_major}
  JAVA_HOME=$1
  export JAVA_HOME
}

# The folder of the `java` on PATH, links followed, since a link in /usr/bin has no JDK around it.
slipway_jdk_on_path() {
  on_path=$(command -v java) || return 1
  on_path=$(readlink -f "$on_path") || return 1
  on_path=${on_path%/*}
  printf '%s\n' "${on_path%/*}"
}

slipway_find_jdk() {
  slipway_take_jdk "${JAVA_HOME-}" && return 0
  slipway_take_jdk "$(slipway_jdk_on_path)" && return 0
  for home in /usr/lib/jvm/* "${HOME-}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    slipway_take_jdk "$home" && return 0
  done
  echo "slipway: no JDK 25 found: install one (Debian: apt install openjdk-25-jdk; or Temurin 25 from adoptium.net) or set JAVA_HOME" >&2
  return 1
}

case $- in
  *f*) set +f && { slipway_find_jdk || exit 1; } && set -f ;;
  *) slipway_find_jdk || exit 1 ;;
esac
