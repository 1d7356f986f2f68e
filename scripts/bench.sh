#!/usr/bin/env bash
# The figures of docs/benchmarks.md: builds what is measured as it would be shipped, and measures.
#
#   bench.sh [ARGUMENT…]    arguments go to tungnha-bench: --quick, --only NAME, --json
#   bench.sh window         the real window's start to a list that can be used, at 100,000 residents
#   bench.sh screen         from the key to the list and from the tap to the token, in a slowed-down Chromium
#
# Figures of a busy machine are figures of the busy machine: each stands beside a raw limit of the
# same run, and the ratio is what to compare.
source "$(dirname "$0")/common.sh"

# On the project's own disk: /tmp may be memory, which would flatter every commit.
WORK=$ROOT/target/bench
mkdir -p "$WORK"

if [ "${1:-}" = screen ]; then
  scripts/install.sh test
  scripts/ui.sh
  # The sample is made by the programs of the tests; what is measured is what would be shipped.
  cargo build --quiet "${ALL[@]}" --bins
  cargo build --quiet --release -p tungnha-server -p tungnha-bridge -p tungnha-cli
  TUNGNHA_BUILT=target/release exec node tests/browser/bench/latency.mjs "$WORK/latency.json"
fi

cargo build --quiet --release -p tungnha-bench -p tungnha-server

if [ "${1:-}" = window ]; then
  scripts/install.sh test
  scripts/ui.sh
  cargo build --quiet --release -p tungnha-app
  cargo build --quiet -p tungnha-tests --features window --bins
  FOLDER=$(mktemp -d "$WORK/window.XXXXXX")
  trap 'rm -rf "$FOLDER"' EXIT
  target/release/tungnha-bench --officer "$FOLDER"
  printf 'Load %s before\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)" >&2
  xvfb-run -a -s "-screen 0 1400x1000x24" \
    target/debug/window-start target/release/tungnha-app "$FOLDER/officer" 202611 10
  exit
fi

{
  printf 'Machine: %s cores, %s; load %s before\n' "$(nproc)" \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(cut -d ' ' -f 1-3 /proc/loadavg)"
  printf 'Disk: %s\n\n' "$(df --output=fstype "$WORK" | tail -n 1)"
} >&2
exec target/release/tungnha-bench --dir "$WORK" "$@"
