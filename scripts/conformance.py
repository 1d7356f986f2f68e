#!/usr/bin/env python3
"""Test vectors of the protocol, from an implementation of its own.

Written from docs/protocol/model.md and docs/protocol/kinds.md alone; it knows nothing of the Rust code, which
crates/protocol/tests/conformance.rs holds against the vectors. Standard library only.

    conformance.py            writes docs/protocol/vectors.json
    conformance.py --check    fails when that file is not what this program writes
"""

import hashlib
import json
import re
import struct
import sys
from pathlib import Path

from sealed_box import seal, x25519

DOCS = Path(__file__).resolve().parent.parent / "docs" / "protocol"
VECTORS = DOCS / "vectors.json"
INT, TEXT, ID, IDS = range(4)


# The record.


def uint(n):
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def zigzag(n):
    return 2 * n if n >= 0 else -2 * n - 1


def delta_id(name):
    incarnation, counter = name
    return incarnation + uint(counter)


def value(kind, it):
    if kind == INT:
        return uint(zigzag(it))
    if kind == TEXT:
        utf8 = it.encode()
        return uint(len(utf8)) + utf8
    if kind == ID:
        return delta_id(it)
    return uint(len(it)) + b"".join(map(delta_id, it))


def record(kind, fields):
    """`fields` are (tag, type, value), tags rising."""
    return uint(kind) + b"".join(bytes([tag << 2 | type_]) + value(type_, it) for tag, type_, it in fields)


# Hashes.


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def be32(n):
    return struct.pack(">I", n)


def salt(seed, counter):
    return sha256(seed, be32(counter))[:16]


def leaf(salt_, name, bytes_):
    return sha256(salt_, name[0], be32(name[1]), bytes_)


def root(leaves):
    return sha256(b"tungnha-root-1", *leaves)


def chain(before, leaves):
    return sha256(b"tungnha-chain-1", before, *leaves)


# Columns. Rows are (name, kind, fields).


def id_column(table, names):
    out = b"".join(uint(table.setdefault(incarnation, len(table))) for incarnation, _ in names)
    last = 0
    for _, counter in names:
        out += uint(zigzag(counter - last))
        last = counter
    return out


def column(table, type_, values):
    if type_ == INT:
        out, last = b"", 0
        for n in values:
            difference = (n - last + 2**63) % 2**64 - 2**63
            out, last = out + uint(zigzag(difference)), n
        return out
    if type_ == TEXT:
        texts = [text.encode() for text in values]
        return b"".join(uint(len(text)) for text in texts) + b"".join(texts)
    if type_ == ID:
        return id_column(table, values)
    counts = b"".join(uint(len(names)) for names in values)
    return counts + id_column(table, [name for names in values for name in names])


def columns(rows):
    table, shapes, members, numbers = {}, [], [], []
    body = id_column(table, [name for name, _, _ in rows])
    for row in rows:
        _, kind, fields = row
        heads = bytes(tag << 2 | type_ for tag, type_, _ in fields)
        shape = uint(kind) + uint(len(fields)) + heads
        if shape not in shapes:
            shapes.append(shape)
            members.append([])
        numbers.append(shapes.index(shape))
        members[numbers[-1]].append(fields)
    body += b"".join(map(uint, numbers)) + uint(len(shapes)) + b"".join(shapes)
    for rows_of_shape in members:
        for at, (_, type_, _) in enumerate(rows_of_shape[0]):
            body += column(table, type_, [fields[at][2] for fields in rows_of_shape])
    return uint(len(table)) + b"".join(table) + uint(len(rows)) + body


# CBOR, as much of it as the messages use.


def cbor(it):
    def head(major, n):
        for code, form, limit in ((24, ">B", 8), (25, ">H", 16), (26, ">I", 32), (27, ">Q", 64)):
            if n < 24:
                return bytes([major << 5 | n])
            if n < 1 << limit:
                return bytes([major << 5 | code]) + struct.pack(form, n)

    if it is None or isinstance(it, bool):
        return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[it]
    if isinstance(it, int):
        return head(0, it) if it >= 0 else head(1, -1 - it)
    if isinstance(it, bytes):
        return head(2, len(it)) + it
    if isinstance(it, str):
        return head(3, len(it.encode())) + it.encode()
    return head(4, len(it)) + b"".join(map(cbor, it))


# The tables of kinds.md.


def tables(text):
    """The rows of every table below each heading, without the table's own heading."""
    heading, rows = "", {}
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("| ") and not line.startswith("| ---"):
            rows.setdefault(heading, []).append([cell.strip() for cell in line.strip("| ").split(" | ")])
    return {heading: list(rows_of[1:]) for heading, rows_of in rows.items()}


MARKDOWN = tables((DOCS / "kinds.md").read_text())
WORDS = {}
for _list, _code, _word, _ in MARKDOWN["The words"]:
    WORDS.setdefault(_list, []).append((int(_code), _word))
KINDS = []
for _heading, _rows in MARKDOWN.items():
    if found := re.fullmatch(r"(\d+) (\w+) \((open|restricted)\)", _heading):
        _fields = [(int(tag), name, type_, needed == "yes") for tag, name, type_, needed, _ in _rows]
        KINDS.append((int(found[1]), found[2], found[3], _fields))

A, B = bytes(range(16)), bytes(range(0xF0, 0x100))
SAMPLES = {
    "id": (ID, (A, 1)),
    "ids": (IDS, [(A, 300), (B, 1)]),
    "text": (TEXT, "Thôn Phú Lai"),
    "u8": (INT, 14),
    "u16": (INT, 1961),
    "u32": (INT, 70_000),
    "member": (TEXT, "00112233-4455-6677-8899-aabbccddeeff"),
    "flag": (INT, 1),
    "moment": (INT, 1_735_657_200),
    "day": (INT, 20_058),
    "birth": (INT, 19_610_200),
}
OUTSIDE = {"u8": 256, "u16": -1, "u32": 2**32, "flag": 2, "day": 2**31, "birth": 19_610_231}


def sample(type_):
    return SAMPLES.get(type_) or (INT, WORDS[type_][-1][0])


def statement(kind, fields, stamped=1_733_000_000, supersedes=()):
    head = [(1, INT, stamped)] + ([(2, IDS, list(supersedes))] if supersedes else [])
    return record(kind, head + sorted(fields))


# The vectors.


def good_records():
    yield "no fields", 0, []
    yield "small and large numbers", 9, [
        (tag, INT, n) for tag, n in enumerate((0, -1, 1, 63, -64, 64, 2**63 - 1, -(2**63)), 1)
    ]
    yield "the greatest kind and tag", 65_535, [(63, INT, 5)]
    yield "texts, one of them empty", 10, [(3, TEXT, ""), (4, TEXT, "Đặng Thị Hoà"), (5, TEXT, "x" * 4096)]
    yield "ids, none of them empty-handed", 13, [(3, ID, (A, 1)), (4, ID, (B, 2**32 - 1)), (5, IDS, [])]
    yield "many ids in their author's order", 13, [(3, IDS, [(B, 7), (A, 2), (B, 7)])]


def bad_records():
    uuid = A
    yield "nothing at all", b"", "truncated"
    yield "ends inside the kind", b"\x80", "truncated"
    yield "ends behind a head", b"\x09\x04", "truncated"
    yield "ends inside a text", b"\x09\x05\x03ab", "truncated"
    yield "ends inside an id", b"\x09\x06" + uuid, "truncated"
    yield "ends inside ids", b"\x09\x07\x02" + uuid + b"\x01", "truncated"
    yield "a number in a longer form", b"\x81\x00", "number"
    yield "a field's number in a longer form", b"\x09\x04\x80\x00", "number"
    yield "a number beyond 64 bits", b"\x09\x04" + b"\xff" * 9 + b"\x02", "number"
    yield "a number of eleven bytes", b"\x09\x04" + b"\xff" * 10 + b"\x01", "number"
    yield "a kind beyond 16 bits", uint(65_536), "number"
    yield "a counter beyond 32 bits", b"\x09\x06" + uuid + uint(2**32), "number"
    yield "tag 0", b"\x09\x00\x00", "tag"
    yield "a tag twice", b"\x09\x04\x00\x04\x00", "tag"
    yield "tags that fall", b"\x09\x08\x00\x04\x00", "tag"
    yield "a text too long", b"\x09\x05" + uint(4097), "value"
    yield "a text that is no UTF-8", b"\x09\x05\x02\xc3\x28", "value"
    yield "ids too many", b"\x09\x07" + uint(2001), "value"
    yield "a counter of 0", b"\x09\x06" + uuid + b"\x00", "value"


def kind_vectors(kind, name, visibility, fields):
    def put(chosen, instead=(None,)):
        return [instead if tag == instead[0] else (tag, *sample(type_)) for tag, _, type_, _ in chosen]

    def bad(why, tag, chosen, missing=False):
        bytes_ = record(kind, chosen) if tag == 1 else statement(kind, chosen)
        wrong.append({"why": why, "tag": tag, "missing": missing, "bytes": bytes_.hex()})

    wrong = []
    bad("without stamped", 1, put(fields), missing=True)
    for tag, field, type_, must in fields:
        if must:
            bad(f"without {field}", tag, put(other for other in fields if other[0] != tag), missing=True)
        other = (INT, 0) if sample(type_)[0] == TEXT else (TEXT, "")
        bad(f"{field} of another type", tag, put(fields, (tag, *other)))
        outside = max(code for code, _ in WORDS[type_]) + 1 if type_ in WORDS else OUTSIDE.get(type_)
        if outside is not None:
            bad(f"{field} out of range", tag, put(fields, (tag, INT, outside)))
    needed = [field for field in fields if field[3]]
    by_word = {}
    for tag, _, type_, _ in fields:
        if type_ in ("source", "eligibility"):
            for code, word in WORDS[type_]:
                by_word[word] = statement(kind, put(fields, (tag, INT, code))).hex()
    return {
        "kind": kind,
        "name": name,
        "visibility": visibility,
        "full": statement(kind, put(fields), supersedes=[(B, 3)]).hex(),
        "least": statement(kind, put(needed)).hex(),
        "by_word": by_word,
        "bad": wrong,
    }


def rows_of_a_batch():
    """Three shapes, two incarnations, numbers that wrap: (kind, fields) from counter 5 of A."""
    yield 9, [(1, INT, 1_733_000_000), (3, ID, (B, 41)), (4, INT, 1), (7, INT, 4)]
    yield 9, [(1, INT, 1_733_000_007), (3, ID, (B, 40)), (4, INT, 1), (7, INT, 3)]
    yield 10, [(1, INT, 1_733_000_060), (3, ID, (B, 2)), (6, TEXT, "chó dữ")]
    yield 13, [(1, INT, -5), (2, IDS, [(A, 1)]), (3, IDS, [(B, 41), (A, 5)]), (4, INT, 1)]
    yield 9, [(1, INT, -(2**63)), (3, ID, (B, 2**32 - 1)), (4, INT, 2**63 - 1), (7, INT, 0)]
    yield 10, [(1, INT, 1_733_000_061), (3, ID, (A, 9)), (6, TEXT, "")]


def name_json(name):
    return {"incarnation": name[0].hex(), "counter": name[1]}


def batch_vector():
    book, seed, previous = bytes(range(32, 48)), bytes(range(64, 80)), bytes(range(96, 128))
    first, rows = 5, list(rows_of_a_batch())
    records = [record(kind, fields) for kind, fields in rows]
    names = [(A, first + at) for at in range(len(rows))]
    salts = [salt(seed, counter) for _, counter in names]
    leaves = [leaf(*of) for of in zip(salts, names, records)]
    message = b"tungnha-batch-1" + book + A + be32(first) + be32(len(rows)) + previous + root(leaves)
    return {
        "key_seed": bytes([7] * 32).hex(),
        "book": book.hex(),
        "incarnation": A.hex(),
        "first": first,
        "previous": previous.hex(),
        "seed": seed.hex(),
        "records": [it.hex() for it in records],
        "salts": [it.hex() for it in salts],
        "leaves": [it.hex() for it in leaves],
        "root": root(leaves).hex(),
        "message": message.hex(),
        "header": (b"\x01" + book + A + be32(first) + previous + seed).hex(),
        "columns": columns([(name, kind, fields) for name, (kind, fields) in zip(names, rows)]).hex(),
        "chain": chain(previous, leaves).hex(),
    }


def bad_columns():
    one = uint(1) + A + uint(1) + b"\x00\x02"  # one incarnation, one row, its name: A, counter 1
    shape = b"\x00" + uint(1) + uint(9) + uint(1) + b"\x04"  # of shape 0; one shape: kind 9, an int with tag 1
    yield "whole, for comparison", one + shape + b"\x00", None
    yield "bytes left over", one + shape + b"\x00\x00", "inconsistent"
    yield "a row's incarnation outside the table", uint(1) + A + uint(1) + b"\x01\x02" + shape + b"\x00", "inconsistent"
    yield "a row's counter of 0", uint(1) + A + uint(1) + b"\x00\x00" + shape + b"\x00", "inconsistent"
    yield "a shape outside the table", one + b"\x01" + shape[1:] + b"\x00", "inconsistent"
    yield "a shape with tag 0", one + shape[:-1] + b"\x00" + b"\x00", "inconsistent"
    yield "a shape whose tags do not rise", one + b"\x00\x01\x09\x02\x04\x04" + b"\x00\x00", "inconsistent"
    yield "a kind beyond 16 bits", one + b"\x00\x01" + uint(65_536) + b"\x01\x04\x00", "inconsistent"
    yield "a text that is no UTF-8", one + b"\x00\x01\x09\x01\x05" + b"\x02\xc3\x28", "inconsistent"
    yield "a text too long", one + b"\x00\x01\x09\x01\x05" + uint(4097), "primitive"
    yield "ends inside the table", uint(2) + A, "primitive"
    yield "more rows than allowed", uint(1) + A + uint(101), "inconsistent"
    yield "more incarnations than four for each row", uint(401), "primitive"


def messages():
    book, member, key = bytes(range(32, 48)), bytes(range(48, 64)), bytes(range(128, 160))
    admission = [book, A, 5, 404, 1_733_000_100, member, 1, [[7, 3], [404, 2]]]
    grant = [book, "xã Cẩm Tân", member, "Nguyễn Thị Mai", None, 1, [[B, 1], [B, 300]], 1_733_000_000, 1_734_209_600, False]
    cursor = [1, 70_000, A]
    exchange = [1, A, cursor, [b"batch"], 1_733_000_050, 4 << 20, 1_733_000_000]
    page = [b"block", [admission], [[member, "Trần Văn Bình", "Đoàn xã"]], cursor]
    signed = [cbor(admission), bytes(64)]
    yield "admission", cbor(admission)
    yield "admission signed", b"tungnha-admission-1" + cbor(admission)
    yield "grant", cbor(grant)
    yield "grant signed", b"tungnha-grant-1" + cbor(grant)
    yield "exchange", cbor(exchange)
    yield "exchange signed", b"tungnha-exchange-1" + cbor(exchange)
    yield "frame head", cbor([0, [[1_733_000_101, [signed], 0, None, False, 404]]])
    yield "frame page", cbor([1, [page]])
    yield "frame end", cbor([2, [True, cursor]])
    yield "frame refused", cbor([3, [[3, "a batch contradicts what is known"]]])
    yield from later_messages(cbor(admission), cbor(grant), grant, cursor, page)
    yield "enrolment", cbor([1, "ABCDE-FGHJK-LMNPQ-RSTUV", key, A, "điện thoại"])
    yield "enrolment answered", cbor([0, [[[cbor(grant), bytes(64)], key, 1_733_000_000]]])
    yield "devices asked", cbor([1, A])
    yield "devices decided", cbor([1, A, [B, True]])
    yield "devices signed", b"tungnha-devices-1" + cbor([1, A, [B, True]])
    waiting = [B, key, "điện thoại của Bình", member, "Trần Văn Bình", 1, 1_733_000_000]
    yield "devices answered", cbor([0, [[waiting]]])
    yield "devices refused", cbor([1, [[7, "not this member's to decide"]]])
    yield from people_messages(key, member)
    yield from held_messages(member)
    part = [1, A, [B, 7], 49_152, bytes([0xFF, 0xD8, 0xFF, 0xE0])]
    yield "picture part", cbor(part)
    yield "picture signed", b"tungnha-picture-1" + cbor(part)
    yield "picture have", cbor([0, [49_156, False]])
    yield "picture unknown", cbor([1, []])
    yield "picture refused", cbor([2, [[1, "no such device"]]])


def people_messages(key, member):
    """What officers ask and do about people and devices."""
    hash_, hamlet = bytes(range(160, 192)), [B, 300]
    invite = [member, "Trần Văn Bình", 1, "Đoàn xã", [hamlet], hash_, 48]
    acts = {
        "invite": [0, [invite]],
        "invite for the whole book": [0, [[member, "Trần Văn Bình", 4, None, None, hash_, 48]]],
        "link": [1, [[member, 1_733_000_000, hash_, 24]]],
        "link in place of a lost device": [1, [[member, 1_733_000_000, hash_, 24, B]]],
        "revoke device": [2, [[B, 1_733_000_000]]],
        "revoke member": [3, [[member, 1_733_000_000]]],
        "assign": [4, [[member, 1_733_000_000, [hamlet]]]],
    }
    yield "people asked", cbor([1, A])
    yield "people signed", b"tungnha-people-1" + cbor([1, A])
    for name, act in acts.items():
        yield f"people {name}", cbor([1, A, act])
    device = [B, key, "điện thoại của Bình", 1_733_000_000, 1, 404, 16, 1_733_000_100]
    silent = [A, key, "máy cũ", 1_733_000_000, 2, 0]
    line = [member, "Trần Văn Bình", "Đoàn xã", 1, [hamlet], 1_733_000_000, None, 1_733_100_000, True, [device, silent]]
    log = [1_733_000_050, "Lê Văn Sơn", 2, member, B]
    yield "people answered", cbor([0, [[[line], [log], 1_733_172_800, "https://xa.vi.example/e", "xã Cẩm Tân"]]])
    yield "people refused", cbor([1, [[8, "changed meanwhile"]]])


def held_messages(member):
    """What officers ask about what is held, and decide."""
    at, signed = 1_733_000_000, [1, A, None, 3, [1_733_000_000, [B, 7]], 50]
    yield "held asked", cbor(signed)
    yield "held signed", b"tungnha-held-1" + cbor(signed)
    yield "held decided", cbor([1, A, [[[B, 7], [B, 8]], [1, ["không đúng hộ"]]], None, None, 200])
    yield "held said again", cbor([1, A, [[[B, 7]], [2, [[A, 9]]]], None, None, 1])
    record_of = record(10, [(1, INT, 5)])
    items = [[[B, 7], 3, at, member, "Trần Văn Bình", "Đoàn xã", 1, "điện thoại của Bình", record_of], [[B, 8], 1, at, member, "", None, 1, ""]]
    became = [[[B, 6], [0, []]], [[B, 5], [1, []]], [[B, 4], [2, [[A, 9]]]], [[B, 3], [3, [2]]], [[B, 2], [4, [4, [B, 1]]]], [[B, 1], [4, [9]]]]
    yield "held answered", cbor([0, [[items, [[1, 1], [3, 400]], [at, [B, 8]], became]]])
    yield "held refused", cbor([1, [[7, "not this member's to decide"]]])


def later_messages(admission, short_grant, grant, cursor, page):
    """What the first programs of this version did not know, at the end of what they did."""
    key, signature = bytes(range(128, 160)), bytes(64)
    signed, hamlet = [admission, signature], [B, 1]
    addresses = cbor([1_733_000_200, ["192.168.1.20:8443", "may-chu.local:8443"]])
    asked = [1, A, cursor, [], 1_733_000_050, 0, 1_733_000_000]
    later = [17, B, [signed], [short_grant, signature], None, 1_733_000_200, key]
    decided = [18, [A, 7], signed, "không đúng hộ", "Lê Văn Sơn", 1_733_000_300, record(10, [(1, INT, 5)])]
    head = [1_733_000_101, [], 404, None, True, 404, True, [decided], [addresses, signature], True]
    yield "grant whole", cbor(grant + [A, key, key])
    yield "grant of a device that waits", cbor(grant + [A, key, key, 0])
    yield "addresses", addresses
    yield "addresses signed", b"tungnha-addresses-1" + addresses
    for name, check in (("root", [0, [15]]), ("hamlets", [1, [15]]), ("snapshot", [2, [[hamlet]]])):
        written = [420] if name == "snapshot" else []
        yield f"exchange checks {name}", cbor(asked + later[:4] + [check] + later[5:] + written)
    yield "frame head whole", cbor([0, [head]])
    yield "frame head for a device that waits", cbor([0, [head[:6] + [None] * 4 + [True]]])
    yield "frame end with a root", cbor([2, [False, cursor, [0, [A, 15]]]])
    yield "frame end with hamlets", cbor([2, [False, cursor, [1, [[[hamlet, A]], 15]]]])
    yield "frame snapshot", cbor([4, [page]])


def check_vector():
    """Sums and root of a closing check."""

    def number(*parts):
        return int.from_bytes(sha256(*parts)[:16], "big")

    heads = [((A, 5), b"mot"), ((B, 41), b"hai")]
    sum_ = sum(number(b"tungnha-envelope-1", name[0], be32(name[1]), bytes_) for name, bytes_ in heads)
    claim, review = (A, 5), (B, 9)
    sum_ += number(b"tungnha-decision-1", claim[0], be32(claim[1]), review[0], be32(review[1]))
    sum_ = (sum_ % 2**128).to_bytes(16, "big")
    lines = sorted([B + be32(300) + A, B + be32(1) + sum_])
    return {
        "heads": [{**name_json(name), "authored": bytes_.hex()} for name, bytes_ in heads],
        "claim": name_json(claim),
        "review": name_json(review),
        "sum": sum_.hex(),
        "other": A.hex(),
        "root": sha256(b"tungnha-check-1", *lines)[:16].hex(),
    }


def courier_vector():
    """A parcel and the unsigned words of a reply; the signature is checked with our own key."""
    server, device = bytes([1] * 32), bytes([2] * 32)
    request = bytes(64) + b"an exchange"
    said = sha256(request)
    for frame in (cbor([2, [False, [0, 0, bytes(16)]]]),):
        said += be32(len(frame)) + frame
    return {
        "server_secret": server.hex(),
        "server_key": x25519(server).hex(),
        "device_secret": device.hex(),
        "device_key": x25519(device).hex(),
        "request": request.hex(),
        "parcel": (b"tungnha-parcel-1" + seal(x25519(server), request, bytes([3] * 32))).hex(),
        "said": said.hex(),
        "signed": (b"tungnha-courier-reply-1" + said).hex(),
    }


def vectors():
    kinds = {name: [row[1:] for row in MARKDOWN["Who may"] if row[0] == name] for _, name, _, _ in KINDS}
    return {
        "about": "Written by scripts/conformance.py from docs/protocol; bytes are hexadecimal.",
        "records": [
            {"name": name, "kind": kind, "bytes": record(kind, fields).hex(), "fields": [field_json(f) for f in fields]}
            for name, kind, fields in good_records()
        ],
        "bad_records": [{"name": n, "bytes": b.hex(), "error": e} for n, b, e in bad_records()],
        "kinds": [kind_vectors(*kind) for kind in KINDS],
        "unknown_kind": statement(4_000, [(5, TEXT, "mai sau"), (63, IDS, [(B, 9)])], supersedes=[(A, 2)]).hex(),
        "words": {name: [[code, word] for code, word in words] for name, words in WORDS.items()},
        "rights": [
            {"kind": name, "may": dict(zip([word for _, word in WORDS["role"]], row))}
            for name, rows in kinds.items()
            for row in rows
        ],
        "account_states": [
            {"stage": row[0], "may": dict(zip(("vneid 1", "vneid 2", "ihanoi 0", "etax 0"), row[1:]))}
            for row in MARKDOWN["Which account states can be said"]
        ],
        "batch": batch_vector(),
        "columns": [{"name": n, "block": b.hex(), "error": e} for n, b, e in bad_columns()],
        "check": check_vector(),
        "courier": courier_vector(),
        "messages": {name: bytes_.hex() for name, bytes_ in messages()},
    }


def field_json(field):
    tag, type_, it = field
    plain = {INT: lambda: str(it), TEXT: lambda: it, ID: lambda: name_json(it), IDS: lambda: [name_json(n) for n in it]}
    return {"tag": tag, "type": ["int", "text", "id", "ids"][type_], "value": plain[type_]()}


def main():
    text = json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"
    if "--check" not in sys.argv[1:]:
        VECTORS.write_text(text)
    elif not VECTORS.exists() or VECTORS.read_text() != text:
        sys.exit(f"{VECTORS} is stale: run scripts/conformance.py")


if __name__ == "__main__":
    main()
