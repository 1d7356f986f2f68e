#!/usr/bin/env bash
# Format, lints, types and generated files; no tests are run.
source "$(dirname "$0")/common.sh"

stage "What is missing" scripts/install.sh test
trial "Format" cargo fmt --all --check
stage "Screen: build" scripts/ui.sh
trial "Screen: types and words" npm --prefix ui run --silent check
trial "Generated files" cargo nextest run "${ALL[@]}" -E 'binary(generated)'
trial "Lints" cargo clippy --quiet "${ALL[@]}" --all-targets -- -D warnings
stages_done
