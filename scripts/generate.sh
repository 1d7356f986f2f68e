#!/usr/bin/env bash
# Writes again what is generated from the Rust code; the same tests fail when it is stale.
source "$(dirname "$0")/common.sh"

export TUNGNHA_GENERATE=1
stage "Programs and tests: build" cargo build "${ALL[@]}" --bins --tests
# The programs' own documents first: docs/cli.md shows some of them.
stage "Documents of the programs" cargo nextest run "${ALL[@]}" -E 'binary(command_line) and test(/generated/)'
stage "Generated files" cargo nextest run "${ALL[@]}" -E 'binary(generated)'
