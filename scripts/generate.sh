#!/usr/bin/env bash
# Writes again what is generated from the Rust code; the same tests fail when it is stale.
source "$(dirname "$0")/common.sh"

stage "Generated files" env TUNGNHA_GENERATE=1 cargo nextest run "${ALL[@]}" -E 'test(/generated/)'
