#!/usr/bin/env bash
# Writes again what is generated: from the Rust code, and the guides' pictures and print from the screens. The same
# tests fail when it is stale.
source "$(dirname "$0")/common.sh"

export TUNGNHA_GENERATE=1
stage "Programs and tests: build" cargo build "${ALL[@]}" --bins --tests
# The programs' own documents first: docs/cli.md shows some of them.
stage "Documents of the programs" cargo nextest run "${ALL[@]}" -E 'binary(command_line) and test(/generated/)'
stage "Generated files" cargo nextest run "${ALL[@]}" -E 'binary(generated)'
# Pictures that still show the same stay as they are.
stage "Screen: build" scripts/ui.sh
stage "Pictures and print of the guides" npm --prefix tests/browser run --silent guides
