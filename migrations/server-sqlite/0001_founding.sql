-- The area server's tables. Every key begins with the book, so that the same schema spreads over a
-- distributed PostgreSQL by book; no triggers, no sequences, no clock and no chance in SQL.
-- Older programs: none.

-- The dated tree of territory. A code may denote a new, larger unit after a reform: key = code + valid_from.
CREATE TABLE unit (
    code       TEXT NOT NULL,
    valid_from TEXT NOT NULL,          -- yyyy-mm-dd; '' when the list does not say
    valid_to   TEXT,                   -- last day, inclusive; NULL while it stands
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    parent     TEXT,                   -- code of the unit above; NULL at the top
    PRIMARY KEY (code, valid_from)
) STRICT, WITHOUT ROWID;

-- The number is this server's own and never leaves it; the uuid is what travels.
CREATE TABLE book (
    book INTEGER NOT NULL PRIMARY KEY,
    uuid BLOB    NOT NULL,
    name TEXT    NOT NULL,             -- what people call it: 'xã Cẩm Tân'
    unit TEXT                          -- code of the unit whose roll it is; NULL when none was named
) STRICT;

-- The row that the applying transaction locks. Sequence numbers are gap-free.
CREATE TABLE book_counter (
    book         INTEGER NOT NULL PRIMARY KEY REFERENCES book (book),
    seq          INTEGER NOT NULL DEFAULT 0,
    epoch        INTEGER NOT NULL DEFAULT 1,
    incarnations INTEGER NOT NULL DEFAULT 0,  -- numbers given so far
    admissions   INTEGER NOT NULL DEFAULT 0   -- numbers given so far
) STRICT;

-- One link for each transaction that moved seq: hash over the link before and the leaves it fed.
CREATE TABLE chain (
    book    INTEGER NOT NULL REFERENCES book (book),
    seq_end INTEGER NOT NULL,
    hash    BLOB    NOT NULL,
    PRIMARY KEY (book, seq_end)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    book         INTEGER NOT NULL REFERENCES book (book),
    member       BLOB    NOT NULL,     -- uuid
    name         TEXT    NOT NULL,
    organisation TEXT,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (book, member)
) STRICT, WITHOUT ROWID;

-- What a member may, at present.
CREATE TABLE member_grant (
    book       INTEGER NOT NULL,
    member     BLOB    NOT NULL,
    role       INTEGER NOT NULL,
    whole_book INTEGER NOT NULL,       -- 1: every hamlet, also those to come
    issued_at  INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    widened_at INTEGER NOT NULL,       -- when its scope last grew
    revoked_at INTEGER,
    PRIMARY KEY (book, member),
    FOREIGN KEY (book, member) REFERENCES member (book, member)
) STRICT, WITHOUT ROWID;

-- Every hamlet ever granted: work that was reassigned later still counts.
CREATE TABLE granted_hamlet (
    book       INTEGER NOT NULL,
    member     BLOB    NOT NULL,
    hamlet     INTEGER NOT NULL,       -- key of the delta that began it
    granted_at INTEGER NOT NULL,
    ended_at   INTEGER,                -- NULL: in the present scope
    PRIMARY KEY (book, member, hamlet),
    FOREIGN KEY (book, member) REFERENCES member_grant (book, member)
) STRICT, WITHOUT ROWID;

-- Only the hash of a one-time code is kept.
CREATE TABLE enrol_code (
    book             INTEGER NOT NULL,
    code_hash        BLOB    NOT NULL,
    member           BLOB    NOT NULL,
    created_at       INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    used_key         BLOB,             -- the device's public key; bound on first use
    used_incarnation BLOB,
    PRIMARY KEY (book, code_hash),
    FOREIGN KEY (book, member) REFERENCES member_grant (book, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrol_code_hash ON enrol_code (code_hash);

-- Small local numbers for incarnations: a delta's key is number << 32 | counter.
CREATE TABLE incarnation (
    book   INTEGER NOT NULL REFERENCES book (book),
    number INTEGER NOT NULL,
    uuid   BLOB    NOT NULL,
    PRIMARY KEY (book, number),
    UNIQUE (book, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    book        INTEGER NOT NULL,
    incarnation INTEGER NOT NULL,      -- number
    uuid        BLOB    NOT NULL,      -- of the incarnation, for finding it without its book
    member      BLOB    NOT NULL,
    public_key  BLOB    NOT NULL,
    name        TEXT    NOT NULL,
    enrolled_at INTEGER NOT NULL,
    highest     INTEGER NOT NULL DEFAULT 0,   -- highest counter that arrived
    last_hash   BLOB    NOT NULL,             -- of its last batch; zeros before any
    last_sync   INTEGER,
    PRIMARY KEY (book, incarnation),
    FOREIGN KEY (book, incarnation) REFERENCES incarnation (book, number),
    FOREIGN KEY (book, member) REFERENCES member (book, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_uuid ON device (uuid);

-- What was signed, without the deltas, which stand below.
CREATE TABLE batch (
    book        INTEGER NOT NULL,
    incarnation INTEGER NOT NULL,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    previous    BLOB    NOT NULL,
    seed        BLOB    NOT NULL,
    signature   BLOB    NOT NULL,
    hash        BLOB    NOT NULL,
    admission   INTEGER NOT NULL,      -- its receipt
    PRIMARY KEY (book, incarnation, first),
    FOREIGN KEY (book, incarnation) REFERENCES device (book, incarnation)
) STRICT, WITHOUT ROWID;

-- The same ids with other bytes, or a batch on another past: kept whole until a person decides.
CREATE TABLE fork (
    book        INTEGER NOT NULL,
    incarnation INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    received_at INTEGER NOT NULL,
    bytes       BLOB    NOT NULL,
    PRIMARY KEY (book, incarnation, hash)
) STRICT, WITHOUT ROWID;

-- Receipts, with the exact bytes that were signed.
CREATE TABLE admission (
    book        INTEGER NOT NULL REFERENCES book (book),
    number      INTEGER NOT NULL,
    incarnation INTEGER NOT NULL,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    member      BLOB    NOT NULL,
    role        INTEGER NOT NULL,
    bytes       BLOB    NOT NULL,
    signature   BLOB    NOT NULL,
    PRIMARY KEY (book, number)
) STRICT, WITHOUT ROWID;

-- Every delta that arrived, admitted or held, as its author wrote it.
CREATE TABLE delta (
    book       INTEGER NOT NULL,
    key        INTEGER NOT NULL,       -- incarnation's number << 32 | counter
    kind       INTEGER NOT NULL,
    subject    INTEGER NOT NULL,       -- the resident, household or hamlet it hangs on; 0 for the book itself
    hamlet     INTEGER NOT NULL,       -- where it is fed; 0 for everybody in the book
    visibility INTEGER NOT NULL,
    stamped    INTEGER NOT NULL,
    admission  INTEGER NOT NULL,       -- by which it counts, or which holds it
    seq        INTEGER,                -- first of its present feed rows; NULL while held
    copies     INTEGER NOT NULL DEFAULT 0,    -- how many feed rows, from seq on
    needed     INTEGER NOT NULL DEFAULT 0,    -- by a device that begins: of how many registers it is a head;
                                              -- a review: in how many it counts; a retraction: 1 if a question
    bytes      BLOB    NOT NULL,
    leaf       BLOB    NOT NULL,
    PRIMARY KEY (book, key),
    FOREIGN KEY (book, admission) REFERENCES admission (book, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX delta_subject ON delta (book, subject);

-- The order in which devices take things in. A row is never removed, only retired when its delta is fed
-- again under a later number: the chain is over all rows.
CREATE TABLE feed (
    book       INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    hamlet     INTEGER NOT NULL,
    visibility INTEGER NOT NULL,
    key        INTEGER NOT NULL,
    live       INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (book, seq),
    FOREIGN KEY (book, key) REFERENCES delta (book, key)
) STRICT, WITHOUT ROWID;

-- The counting deltas of each register, and which are its heads.
CREATE TABLE register_entry (
    book    INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    slot    INTEGER NOT NULL,          -- core's Slot::code
    key     INTEGER NOT NULL,
    head    INTEGER NOT NULL,          -- 0: none; 1: shown first; 2: shown second; …
    PRIMARY KEY (book, subject, slot, key),
    FOREIGN KEY (book, key) REFERENCES delta (book, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE retraction (
    book   INTEGER NOT NULL,
    target INTEGER NOT NULL,
    key    INTEGER NOT NULL,           -- the delta that withdraws it
    PRIMARY KEY (book, target, key),
    FOREIGN KEY (book, key) REFERENCES delta (book, key)
) STRICT, WITHOUT ROWID;

-- What things are and where they stand, as their shown heads say.
CREATE TABLE place (
    book      INTEGER NOT NULL,
    subject   INTEGER NOT NULL,
    thing     INTEGER NOT NULL,        -- 1 campaign, 2 milestone, 3 hamlet, 4 household, 5 resident
    hamlet    INTEGER NOT NULL,        -- 0 for campaign and milestone
    household INTEGER NOT NULL DEFAULT 0,   -- for residents
    PRIMARY KEY (book, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_thing ON place (book, thing);
CREATE INDEX place_household ON place (book, household) WHERE household <> 0;

-- The inbox: what waits for a person. The bytes stand in delta.
CREATE TABLE held (
    book        INTEGER NOT NULL,
    key         INTEGER NOT NULL,
    reason      INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (book, key),
    FOREIGN KEY (book, key) REFERENCES delta (book, key)
) STRICT, WITHOUT ROWID;
