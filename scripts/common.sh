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
FAILED=0

# named_failures: what vitest, nextest and node name as failed in the last stage's output. They are told again
# beside the stage, since often only the end of a long output is kept.
named_failures() {
  mapfile -t NAMES < <(
    sed -E 's/\x1b\[[0-9;]*m//g' target/stage.log |
      grep -E '^ *(FAIL|TIMEOUT|SIGABRT|✖|error(\[|:)|(Assertion)?Error:)' | cut -c1-160 | awk '!seen[$0]++' | head -12
  )
}

# timed TITLE COMMAND…: runs the command under a heading and notes how long it took and how it ended.
timed() {
  local title=$1 began=$SECONDS code=0
  shift
  printf '\n──── %s\n' "$title"
  mkdir -p target
  "$@" 2>&1 | tee target/stage.log || code=$?
  local took=$((SECONDS - began)) word=
  if [ "$code" != 0 ]; then
    word=" FAILED"
    FAILED=$((FAILED + 1))
    named_failures
  fi
  STAGES+=("$(printf '%5d s  %s%s' "$took" "$title" "$word")")
  [ -z "$word" ] || STAGES+=("${NAMES[@]}")
  return "$code"
}

# stage TITLE COMMAND…: what everything after it needs; its failure ends the script.
stage() { timed "$@" || stages_done; }

# trial TITLE COMMAND…: what the stages after it can do without; its failure is told at the end.
trial() { timed "$@" || true; }

# stages_done: what every stage took; ends the script, with 1 if any failed.
stages_done() {
  printf '\n──── %s\n' "$([ "$FAILED" = 0 ] && echo "Done" || echo "Failed") after $SECONDS s"
  printf '%s\n' "${STAGES[@]}"
  exit $((FAILED > 0))
}

# say LINE…: plain words on the terminal.
say() { printf '%s\n' "$@"; }

# fail LINE…: plain words on standard error, and the end.
fail() {
  printf '%s\n' "$@" >&2
  exit 1
}
