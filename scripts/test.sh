#!/usr/bin/env bash
# Everything that must hold before a change lands. What takes longer is in test-long.sh.
source "$(dirname "$0")/common.sh"

export TUNGNHA_SAMPLE=$ROOT/target/e2e/sample

# The ends of the chain drive the same commune that `make run` shows, and one that asks for three apps, which
# the first test that needs it makes.
sample_commune() { rm -rf "$TUNGNHA_SAMPLE" target/e2e/three-apps && scripts/prepare.sh "$TUNGNHA_SAMPLE"; }

window() {
  xvfb-run -a -s "-screen 0 1400x1000x24" cargo nextest run "${ALL[@]}" -E 'binary(window)'
}

stage "What is missing" scripts/install.sh test
trial "Screen: types and words" npm --prefix ui run --silent check
stage "Screen: build" scripts/ui.sh
trial "Screen: components in Chromium" npm --prefix ui run --silent test -- --silent --reporter=dot
stage "Crates, window and tests: build" cargo build "${ALL[@]}" --bins --tests
trial "Crates: tests" cargo nextest run "${ALL[@]}" -E 'not binary(window)'
stage "Sample commune: prepare" sample_commune
trial "Field app in the WebKitGTK window" window
trial "Field app and office in Chromium" npm --prefix tests/browser run --silent test
stages_done
