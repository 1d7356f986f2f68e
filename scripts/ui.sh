#!/usr/bin/env bash
# Builds the screen into ui/dist, unless it is there already for the very same sources.
source "$(dirname "$0")/common.sh"

STAMP=ui/dist/.built-from

sources() {
  find ui -type d \( -name node_modules -o -name 'dist*' -o -name paraglide -o -name '.*' \) -prune \
    -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum
}

now=$(sources)
if [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$now" ]; then
  say "The screen is built already."
  exit 0
fi
npm --prefix ui run --silent build -- --logLevel warn
printf '%s\n' "$now" >"$STAMP"
