#!/usr/bin/env bash
# Installs what is missing on a Debian 12 machine that has Rust and Node. Nothing is asked of the
# network when all is there.
#
#   install.sh bridge   what building and serving in a browser needs
#   install.sh window   and the window
#   install.sh test     and what the tests drive it with
source "$(dirname "$0")/common.sh"

PURPOSE=${1:-test}
PACKAGES=(build-essential pkg-config libssl-dev)
NODE_DIRECTORIES=(ui)
case $PURPOSE in
  bridge) ;;
  window | test)
    PACKAGES+=(libwebkit2gtk-4.1-dev libsoup-3.0-dev libjavascriptcoregtk-4.1-dev librsvg2-dev
      libgtk-3-dev libxdo-dev file fonts-noto-core)
    ;;&
  test)
    PACKAGES+=(xvfb xauth dbus at-spi2-core webkit2gtk-driver chromium chromium-driver imagemagick faketime)
    # Programs that are not ours read what we write.
    PACKAGES+=(libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils)
    NODE_DIRECTORIES+=(tests/browser)
    ;;
  window) ;;
  *) fail "usage: install.sh bridge|window|test" ;;
esac

programs() {
  command -v cargo >/dev/null || fail "Rust is missing: install rustup, then run this again."
  command -v npm >/dev/null || fail "Node is missing: install Node 20.19 or newer, then run this again."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node $(node --version) is too old: 20.19 or newer is needed."
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

missing_packages() {
  local package
  for package in "${PACKAGES[@]}"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done
}

# apt sometimes dies in the middle of unpacking; the same command again finishes.
packages() {
  command -v apt-get >/dev/null || {
    say "This is no Debian: be sure to have the equivalents of" "  ${PACKAGES[*]}"
    return
  }
  local missing try
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  for try in 1 2 3; do
    as_root apt-get update -qq &&
      as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null && return
    say "apt-get failed, try $try of 3"
  done
  fail "These packages could not be installed: ${missing[*]}"
}

# The browser of the tests is Debian's: no package may fetch one of its own.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

# `npm ci` insists on the packages of every other platform, which not every registry has; `npm install`
# takes what the lock says and, told not to save, leaves the lock as it is.
node_modules() {
  local directory lock stamp
  for directory in "${NODE_DIRECTORIES[@]}"; do
    lock=$(sha256sum <"$directory/package-lock.json")
    stamp=$directory/node_modules/.installed
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$lock" ] && continue
    say "Installing the node modules of $directory"
    (cd "$directory" && npm install --no-save --no-fund --no-audit --loglevel=error)
    printf '%s\n' "$lock" >"$stamp"
  done
}

# Built beside the tree's own output, so that a clean checkout owns everything it uses.
tools() {
  [ "$PURPOSE" = test ] || return 0
  cargo nextest --version >/dev/null 2>&1 ||
    cargo install cargo-nextest --locked --root target/tools --target-dir target/tools/build
  [ -x target/tools/bin/tauri-driver ] ||
    cargo install tauri-driver@2.1.0 --locked --root target/tools --target-dir target/tools/build
}

programs
packages
node_modules
tools
