#!/usr/bin/env bash
# Makes the sample commune in a new directory, by the command line as a person would: a server, the
# police's device with the imported list, a volunteer's device on two hamlets, and a second volunteer
# who has recorded and synced claims, so that there is something to review.
#
#   prepare.sh DIR [COMMUNE [SEED]]    Cẩm Tân, whose campaign asks for VNeID; Đông Trạch asks for three apps
#
# All of it happens in DIR.part; DIR appears when it is whole, with sample.json, which says what is
# where. An interrupted preparation leaves no DIR, and the next one starts over.
source "$(dirname "$0")/common.sh"

[ $# -ge 1 ] && [ $# -le 3 ] || fail "usage: prepare.sh DIR [COMMUNE [SEED]]"
BIN=$ROOT/target/debug
WHOLE=$(realpath -m "$1")
[ ! -e "$WHOLE" ] || fail "$WHOLE is there already."
PART=$WHOLE.part
rm -rf "$PART"
mkdir -p "$PART"
cd "$PART"

readonly UNIT=${2:-Cẩm Tân}
readonly BOOK="xã $UNIT" OFFICER_PIN=246802 VOLUNTEER_PIN=135791 SECOND_PIN=112358
readonly OFFICER="Lê Văn Sơn" VOLUNTEER="Nguyễn Thị Mai" SECOND="Trần Văn Bình"
readonly GROUP="Đoàn Thanh niên $BOOK"
readonly CLAIMS=12

# json EXPRESSION: a value out of the JSON document `d` on standard input.
json() { node -e 'const d = JSON.parse(require("fs").readFileSync(0, "utf8")); console.log(eval(process.argv[1]))' "$1"; }

# device HOME PIN ARGUMENT…: the command line on one of the sample's devices.
device() {
  local home=$1 pin=$2
  shift 2
  TUNGNHA_PIN=$pin "$BIN/tungnha" --home "$home" "$@"
}

# A port that nobody uses now and that the system hands to nobody by itself.
free_port() {
  node -e '
    const net = require("net");
    const attempt = (left) => {
      const port = 20000 + Math.floor(Math.random() * 10000);
      const probe = net.createServer();
      probe.once("error", () => (left > 0 ? attempt(left - 1) : process.exit(1)));
      probe.listen(port, "127.0.0.1", () => probe.close(() => console.log(port)));
    };
    attempt(50);'
}

SERVER=
trap '[ -z "$SERVER" ] || { kill "$SERVER" 2>/dev/null && wait "$SERVER"; } || true' EXIT

serve() {
  : >server.log
  "$BIN/tungnha-server" serve --data server --listen "127.0.0.1:$1" >server.log 2>&1 &
  SERVER=$!
  until grep -q '^listening ' server.log; do
    kill -0 "$SERVER" 2>/dev/null || fail "The server ended:" "$(cat server.log)"
    sleep 0.05
  done
}

# enrol HOME PIN NAME ROLE ARGUMENT…
enrol() {
  local home=$1 pin=$2 name=$3 role=$4 link
  shift 4
  link=$("$BIN/tungnha-server" enrol --accept --data server --role "$role" --unit "$BOOK" --name "$name" "$@")
  device "$home" "$pin" enrol "$link" >/dev/null
}

say "  · the resident list of $BOOK"
# The list with planted faults is Cẩm Tân's, and is laid beside any commune.
LIST=$("$BIN/tungnha-sample" --out sheets --commune "$UNIT" --dirty --json ${3:+--seed "$3"} |
  json 'd.files.find((file) => file.kind === "workbook").file')

say "  · the server"
"$BIN/tungnha-server" init --data server --units sheets/units.csv --campaign "sheets/campaign-${LIST%.xlsx}.json" \
  --book "$BOOK" >/dev/null
PORT=$(free_port)
serve "$PORT"

say "  · the police's device: $OFFICER imports the list and syncs"
enrol officer "$OFFICER_PIN" "$OFFICER" police --organisation "Công an xã $UNIT"
device officer "$OFFICER_PIN" import "sheets/$LIST" --dry-run --json >preview.json
device officer "$OFFICER_PIN" import "sheets/$LIST" >/dev/null
device officer "$OFFICER_PIN" sync >/dev/null
mapfile -t HAMLETS < <(json 'd.hamlets.map((h) => h.name).join("\n")' <preview.json)

say "  · the volunteer's device: $VOLUNTEER, ${HAMLETS[0]} and ${HAMLETS[1]}"
enrol volunteer "$VOLUNTEER_PIN" "$VOLUNTEER" volunteer --organisation "$GROUP" \
  --hamlet "${HAMLETS[0]}" --hamlet "${HAMLETS[1]}"
device volunteer "$VOLUNTEER_PIN" sync >/dev/null

say "  · a second volunteer: $SECOND records at $CLAIMS doors of ${HAMLETS[2]} and syncs"
enrol second "$SECOND_PIN" "$SECOND" volunteer --organisation "$GROUP" --hamlet "${HAMLETS[2]}"
device second "$SECOND_PIN" sync >/dev/null
# One person a door whose VNeID level 2 is approved and not activated: the evening's best doors.
device second "$SECOND_PIN" list --lacking vneid --limit 400 --json | json '
  const doors = new Map();
  for (const { person } of d.people) {
    const vneid = person.apps.find((a) => a.app === "vneid");
    if (vneid?.next === "activate_level2" && !doors.has(person.household)) doors.set(person.household, person.id);
  }
  [...doors].slice(0, '"$CLAIMS"').map((pair) => pair.join(" ")).join("\n")' >doors.txt
while read -r household resident; do
  visit=$(device second "$SECOND_PIN" visit "$household" --outcome met --json | json d.id)
  device second "$SECOND_PIN" record "$resident" --app vneid --level 2 --stage activated --visit "$visit" >/dev/null
done <doors.txt
device second "$SECOND_PIN" sync >/dev/null
device officer "$OFFICER_PIN" sync >/dev/null

kill "$SERVER"
wait "$SERVER" || true
SERVER=
rm -f preview.json doors.txt server.log
cat >sample.json.part <<JSON
{
  "port": $PORT,
  "server": "server",
  "workbook": "sheets/dirty-cam-tan.xlsx",
  "officer": { "home": "officer", "pin": "$OFFICER_PIN", "name": "$OFFICER" },
  "volunteer": {
    "home": "volunteer", "pin": "$VOLUNTEER_PIN", "name": "$VOLUNTEER",
    "hamlets": ["${HAMLETS[0]}", "${HAMLETS[1]}"]
  },
  "second": { "home": "second", "pin": "$SECOND_PIN", "name": "$SECOND", "hamlets": ["${HAMLETS[2]}"] }
}
JSON
mv sample.json.part sample.json
cd "$ROOT"
mv "$PART" "$WHOLE"
