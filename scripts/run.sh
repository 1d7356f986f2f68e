#!/usr/bin/env bash
# Starts the sample commune: the server, a volunteer's app and an officer's. Windows where there is a
# display, else the same screens in a browser. Run again, it keeps the data and asks nothing of the
# network. Ctrl-C ends all of it.
source "$(dirname "$0")/common.sh"

DATA=$(realpath -m "${TUNGNHA_DATA:-data}")
BIN=target/debug
WINDOWS=
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then WINDOWS=yes; fi

build() {
  local programs=(--bin tungnha --bin tungnha-server --bin tungnha-sample --bin tungnha-bridge)
  if [ -n "$WINDOWS" ]; then
    cargo build --quiet --workspace "${programs[@]}" --bin tungnha-app
  else
    cargo build --quiet "${programs[@]}"
  fi
}

# The address that the devices were enrolled with is part of the data, and so is the whole of it:
# a directory that is not whole was never moved to this name.
prepare() {
  [ -f "$DATA/sample.json" ] && return
  if [ -d "$DATA" ]; then
    rmdir "$DATA" 2>/dev/null ||
      fail "$DATA has other files in it. Choose another directory: TUNGNHA_DATA=DIR make run"
  fi
  mkdir -p "$(dirname "$DATA")"
  say "Making the sample commune in $DATA (once)."
  scripts/prepare.sh "$DATA"
}

# sample PATH: a value of sample.json, like officer.pin; a list with commas.
sample() {
  node -p '
    const [file, path] = process.argv.slice(1);
    const told = JSON.parse(require("fs").readFileSync(file, "utf8"));
    [path.split(".").reduce((value, key) => value[key], told)].flat().join(", ")' "$DATA/sample.json" "$1"
}

# What was started: their ends are waited for, so that nothing is left half-written.
CHILDREN=()
stop() {
  trap - EXIT INT TERM
  local child
  for child in "${CHILDREN[@]}"; do kill "$child" 2>/dev/null || true; done
  wait
}
trap stop EXIT

interrupted() {
  printf '\n'
  if [ -f "$DATA/sample.json" ]; then
    say "Đã dừng; mọi thứ đã lưu ở $DATA. / Stopped; everything is saved in $DATA."
  else
    say "Đã dừng khi chưa chuẩn bị xong; lần sau sẽ làm lại từ đầu. / Stopped before it was ready; the next run starts over."
  fi
  exit 0
}
trap interrupted INT TERM

start_server() {
  : >"$DATA/server.log"
  $BIN/tungnha-server serve --data "$DATA/server" --listen "127.0.0.1:$(sample port)" >"$DATA/server.log" 2>&1 &
  SERVER=$!
  CHILDREN+=("$SERVER")
  until grep -q '^listening ' "$DATA/server.log"; do
    kill -0 "$SERVER" 2>/dev/null ||
      fail "Máy chủ không chạy được. Cổng $(sample port) có thể đang bị chiếm: tắt chương trình kia rồi chạy lại." \
        "The server ended; if another program has port $(sample port), end it and run again:" "$(cat "$DATA/server.log")"
    sleep 0.05
  done
}

APPS=()
# start_app NAME [ARGUMENT…]: a window with these arguments on the device's directory, or a bridge to it.
start_app() {
  local name=$1
  shift
  # A bridge that was killed could not remove it.
  rm -f "$DATA/$name.url"
  if [ -n "$WINDOWS" ]; then
    $BIN/tungnha-app --home "$DATA/$name" "$@" 2>"$DATA/$name.log" &
  else
    $BIN/tungnha-bridge --home "$DATA/$name" --ui ui/dist --token-file "$DATA/$name.url" >"$DATA/$name.log" 2>&1 &
  fi
  APPS+=($!)
  CHILDREN+=($!)
  [ -n "$WINDOWS" ] && return
  until [ -f "$DATA/$name.url" ]; do
    kill -0 $! 2>/dev/null || fail "The app of $name ended:" "$(cat "$DATA/$name.log")"
    sleep 0.05
  done
}

where() { if [ -n "$WINDOWS" ]; then say "cửa sổ / window"; else cat "$DATA/$1.url"; fi; }

explain() {
  cat <<TEXT

════ Từng Nhà đang chạy / is running ════

Dữ liệu luyện tập: người, số định danh và điện thoại đều do máy đặt ra.
Practice data: all people, ids and telephone numbers are invented.

Máy chủ / server        $(sed -n 's/^listening //p' "$DATA/server.log")
Dữ liệu / data          $DATA

Tình nguyện viên / volunteer: $(sample volunteer.name), $(sample volunteer.hamlets)
  mở / open             $(where volunteer)
  mã PIN                $(sample volunteer.pin)
  Thử / try             Bấm Tìm, gõ «dang thi hoa», mở cửa nhà bà Hoà, ghi một lượt thăm, bấm
                        «Xong, sang nhà tiếp theo», rồi Việc của tôi → Gửi và nhận.
                        Find «dang thi hoa», open her door, record, go to the next door, then My work → Send and receive.

Công an xã / commune police: $(sample officer.name)
  mở / open             $(where officer)
  mã PIN                $(sample officer.pin)
  Thử / try             Duyệt: xác nhận vài mục, trả lại một mục có lý do, đồng bộ.
                        Nhập danh sách thứ hai (có 40 lỗi cài sẵn):
                        Confirm some claims, return one, sync; import the second list (40 planted faults):
                        $DATA/$(sample workbook)

Chiến dịch mẫu chạy 20 ngày kể từ lần chạy đầu; sau đó làm mới: TUNGNHA_DATA=thư-mục-khác make run
The sample campaign runs for 20 days from the first run; after that start afresh: TUNGNHA_DATA=DIR make run
Ctrl-C: dừng tất cả, dữ liệu được giữ. / stops everything, the data is kept.
TEXT
}

stage "What is missing" scripts/install.sh "$([ -n "$WINDOWS" ] && echo window || echo bridge)"
stage "The screen" scripts/ui.sh
stage "The programs (the first time takes some minutes)" build
stage "The sample commune" prepare
exec {LOCK}>"$DATA/.running"
flock -n "$LOCK" || fail "Từng Nhà is running already in $DATA."
start_server
start_app volunteer
start_app officer --office
explain

# With windows: until the last one is closed. In a browser: until Ctrl-C. Either: while the server runs.
while [ ${#APPS[@]} -gt 0 ]; do
  wait -n -p ended "$SERVER" "${APPS[@]}" || true
  [ "$ended" != "$SERVER" ] || fail "The server ended:" "$(cat "$DATA/server.log")"
  for i in "${!APPS[@]}"; do [ "${APPS[i]}" != "$ended" ] || unset "APPS[i]"; done
done
say "Cả hai ứng dụng đã đóng; dữ liệu được giữ ở $DATA. / Both apps are closed; the data is kept in $DATA."
