#!/usr/bin/env bash
# What takes longer than a change should wait for.
source "$(dirname "$0")/common.sh"

# The windows of the whole of `make test` once more, often enough to see what fails now and then.
windows() {
  for _ in 1 2 3; do
    xvfb-run -a -s "-screen 0 1400x1000x24" cargo nextest run "${ALL[@]}" -E 'binary(window)' || return
  done
}

trial "All of make test" scripts/test.sh
trial "Properties, 4,096 cases each" env PROPTEST_CASES=4096 cargo nextest run "${ALL[@]}" -E 'not binary(window)'
trial "The simulated district, 10,000 seeds" env DISTRICT_SEEDS=10000 \
  cargo nextest run "${ALL[@]}" --profile long -E 'package(tungnha-tests) & binary(district)'
trial "What comes from outside, 1,500 mutations each" env FUZZ_ROUNDS=1500 \
  cargo nextest run "${ALL[@]}" --profile long -E 'package(tungnha-tests) & binary(outside)'
trial "Every reader of the protocol, a million mutations each" env FUZZ_ROUNDS=1000000 \
  cargo nextest run "${ALL[@]}" --profile long -E 'package(tungnha-protocol) & binary(fuzz)'
trial "Windows, three rounds" windows
trial "Every picture of a screen, taken again" env PICTURES=all node --test --test-reporter=spec tests/browser/screens.test.mjs
trial "For a phone" scripts/check-android.sh
stages_done
