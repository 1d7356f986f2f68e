# Sourced by the other scripts: the project's root, its tools, and stages that say how long they took.

set -euo pipefail
shopt -s inherit_errexit
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
# Tools that install.sh built live beside the build, not in the user's own directories.
export PATH="$ROOT/target/tools/bin:$PATH"

# One selection of packages and features for all cargo commands of a script: another one would
# resolve other features and compile much of the tree a second time.
ALL=(--workspace --features tungnha-tests/window)

STAGES=()

# stage TITLE COMMAND…: runs the command under a heading; stops the script if it fails.
stage() {
  local title=$1 began=$SECONDS
  shift
  printf '\n──── %s\n' "$title"
  if "$@"; then
    STAGES+=("$(printf '%5d s  %s' $((SECONDS - began)) "$title")")
  else
    local code=$?
    printf '\n──── %s: failed after %d s\n' "$title" $((SECONDS - began)) >&2
    exit "$code"
  fi
}

# stages_done: what every stage took.
stages_done() {
  printf '\n──── %s\n' "Done in $SECONDS s"
  printf '%s\n' "${STAGES[@]}"
}

# say LINE…: plain words on the terminal.
say() { printf '%s\n' "$@"; }

# fail LINE…: plain words on standard error, and the end.
fail() {
  printf '%s\n' "$@" >&2
  exit 1
}
