#!/usr/bin/env bash
# The figures of docs/benchmarks.md, each beside its raw limit of the same run. Arguments go to
# tungnha-bench: `scripts/bench.sh --quick --only day`.
source "$(dirname "$0")/common.sh"

scripts/install.sh bridge
cargo build --quiet --release -p tungnha-server -p tungnha-bench
# On the disk of the tree, not in a directory that may lie in memory.
exec target/release/tungnha-bench --dir target/bench "$@"
