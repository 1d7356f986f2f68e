#!/usr/bin/env bash
# Type-checks the whole app for Android, aarch64, on a machine without an SDK or an NDK: every Rust
# crate, every `cfg`, every dependency as a phone would have them.
#
#   check-android.sh
#
# C is stubbed: a compiler that preprocesses for real (build scripts ask it what it is) and writes
# empty objects. So SQLCipher, OpenSSL and aws-lc are not compiled, and nothing is linked; that happens
# in .github/workflows/android.yml. Where the target's library cannot be had, that is said and passed over.
source "$(dirname "$0")/common.sh"

TARGET=aarch64-linux-android
STUBS=$ROOT/target/android-stubs

# What docs/mobile.md promises of the manifest; what libraries add to it shows only where Gradle runs.
asked=$(grep '<uses-permission' src-tauri/gen/android/app/src/main/AndroidManifest.xml |
  grep -v 'tools:node="remove"' | grep -o 'permission\.[A-Z_]*' | sort | paste -sd ' ')
[ "$asked" = "permission.ACCESS_NETWORK_STATE permission.CAMERA permission.INTERNET" ] ||
  fail "The manifest asks for other permissions than docs/mobile.md says: $asked"

installed() { rustup target list --installed 2>/dev/null | grep -qx "$TARGET"; }
if ! installed && ! rustup target add "$TARGET"; then
  say "skipped: no Rust library for $TARGET is to be had here"
  exit 0
fi

# write FILE: standard input as that file, left alone when it says the same: cargo looks at its time.
write() {
  mkdir -p "$(dirname "$1")"
  local text
  text=$(cat)
  [ -f "$1" ] && [ "$(cat "$1")" = "$text" ] || printf '%s\n' "$text" >"$1"
}

write "$STUBS/cc" <<'STUB'
#!/usr/bin/env bash
# A compiler that preprocesses, and compiles nothing. What is neither is gcc's to answer or refuse.
out= does=else args=()
while [ $# -gt 0 ]; do
  case $1 in
    -o) out=$2; shift ;;
    -c) does=object ;;
    -E) does=text; args+=("$1") ;;
    # What the compiler of another machine does not know.
    --target=* | -target | -m*) ;;
    *) args+=("$1") ;;
  esac
  shift
done
if [ "$does" = object ] && [ -n "$out" ]; then
  : >"$out"
else
  exec gcc "${args[@]}" ${out:+-o "$out"}
fi
STUB
write "$STUBS/ar" <<'STUB'
#!/usr/bin/env bash
# An archive of nothing.
for file in "$@"; do
  case $file in *.a) printf '!<arch>\n' >"$file" ;; esac
done
STUB
chmod +x "$STUBS/cc" "$STUBS/ar"

# OpenSSL by its headers alone: those of this machine, in one folder, and libraries of nothing.
headers() {
  local from
  mkdir -p "$STUBS/openssl/include" "$STUBS/openssl/lib"
  for from in /usr/include /usr/include/*-linux-gnu; do
    [ -d "$from/openssl" ] && cp -ru "$from/openssl" "$STUBS/openssl/include/"
  done
  [ -f "$STUBS/openssl/include/openssl/opensslv.h" ] ||
    fail "OpenSSL's headers are missing: apt-get install libssl-dev"
  for library in ssl crypto; do write "$STUBS/openssl/lib/lib$library.a" <<<'!<arch>'; done
}
headers

export CC_aarch64_linux_android=$STUBS/cc CXX_aarch64_linux_android=$STUBS/cc
export AR_aarch64_linux_android=$STUBS/ar RANLIB_aarch64_linux_android=true
export OPENSSL_NO_VENDOR=1 AARCH64_LINUX_ANDROID_OPENSSL_DIR=$STUBS/openssl
# Where a real build writes what wry and Tauri generate for the Android project.
export WRY_ANDROID_PACKAGE=vn.tungnha.app WRY_ANDROID_LIBRARY=tungnha_app
export WRY_ANDROID_KOTLIN_FILES_OUT_DIR=$STUBS/kotlin
mkdir -p "$WRY_ANDROID_KOTLIN_FILES_OUT_DIR"

# The window shows what ui/dist has; its types do not depend on it.
[ -d ui/dist ] || mkdir -p ui/dist

cargo check --lib -p tungnha-app --target "$TARGET" "$@"
say "The app's types hold for $TARGET. C was not compiled and nothing was linked."
