# Sourced by mvnw and weir: sets JAVA_HOME to a JDK 25, or says in one sentence that there is none.
# Looks at JAVA25_HOME, JAVA_HOME, java on the PATH, then where distributions, SDKMAN, IDEs and macOS put JDKs.

weir_is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

weir_path_java_home() {
  weir_java=$(command -v java 2>/dev/null) || return 1
  weir_java=$(readlink -f "$weir_java" 2>/dev/null) || return 1
  dirname "$(dirname "$weir_java")"
}

weir_find_jdk25() {
  for weir_home in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" "$(weir_path_java_home || true)"; do
    if [ -n "$weir_home" ] && weir_is_jdk25 "$weir_home"; then echo "$weir_home"; return 0; fi
  done
  # find, not a glob: mvnw runs with globbing off
  for weir_root in /usr/lib/jvm /usr/java /opt /opt/java "${HOME:-}/.sdkman/candidates/java" "${HOME:-}/.jdks" \
    "${HOME:-}/.local/share/mise/installs/java" /Library/Java/JavaVirtualMachines; do
    [ -d "$weir_root" ] || continue
    weir_found=$(find -L "$weir_root" -mindepth 1 -maxdepth 3 -name release -type f 2>/dev/null | sort |
      while read -r weir_release; do
        weir_home=$(dirname "$weir_release")
        if weir_is_jdk25 "$weir_home"; then echo "$weir_home"; break; fi
      done)
    if [ -n "$weir_found" ]; then echo "$weir_found"; return 0; fi
  done
  return 1
}

if ! JAVA_HOME=$(weir_find_jdk25); then
  echo "weir: no JDK 25 found; install one (for example Temurin 25), or set JAVA25_HOME to where it is." >&2
  exit 1
fi
export JAVA_HOME
