# Sourced by mvnw and slipway: exports JAVA_HOME as a JDK of at least version 25, or ends with one line of advice.
# Order: JAVA_HOME, the `java` on PATH, then the usual folders of installed JDKs.

slipway_jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

slipway_find_jdk() {
  case $- in *f*) noglob=1 ;; *) noglob=0 ;; esac
  set +f
  on_path=$(command -v java || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME-}" "$on_path" /usr/lib/jvm/* "${HOME-}"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    version=$(slipway_jdk_version "$home") || continue
    if [ "${version:-0}" -ge 25 ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      [ "$noglob" = 0 ] || set -f
      return 0
    fi
  done
  echo "slipway: no JDK 25 found: install one (Debian: apt install openjdk-25-jdk; or Temurin 25 from adoptium.net) or set JAVA_HOME" >&2
  return 1
}

slipway_find_jdk || exit 1
