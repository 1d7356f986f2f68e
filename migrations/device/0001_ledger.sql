-- What was said and what the server said of it. Older programs cannot open a file without this step.
--
-- A delta's key is (number of its incarnation in this file << 32) | counter. The numbers are local.

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE incarnation (
    number INTEGER NOT NULL PRIMARY KEY,
    uuid   BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE member (
    number       INTEGER NOT NULL PRIMARY KEY,
    uuid         BLOB NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    organisation TEXT
) STRICT;

CREATE TABLE admission (
    incarnation INTEGER NOT NULL REFERENCES incarnation (number),
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    member      INTEGER NOT NULL REFERENCES member (number),
    role        INTEGER NOT NULL,
    held        BLOB NOT NULL DEFAULT x'',   -- (counter u32, reason u8) after one another
    receipt     BLOB,                        -- the server's signed bytes, for own batches
    PRIMARY KEY (incarnation, first, last, received_at)
) STRICT, WITHOUT ROWID;

-- standing: 0 unsent, 1 admitted, 16 + reason's code when held.
CREATE TABLE delta (
    key         INTEGER NOT NULL PRIMARY KEY,
    kind        INTEGER NOT NULL,
    standing    INTEGER NOT NULL,
    received_at INTEGER,
    member      INTEGER REFERENCES member (number),
    role        INTEGER,
    authored    BLOB NOT NULL
) STRICT;
CREATE INDEX delta_waiting ON delta (standing) WHERE standing <> 1;

CREATE TABLE register_entry (
    subject INTEGER NOT NULL,
    slot    INTEGER NOT NULL,
    key     INTEGER NOT NULL,
    head    INTEGER NOT NULL DEFAULT 0,      -- 0 superseded or withdrawn, 1 the head to show, 2 another head
    PRIMARY KEY (subject, slot, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE retraction (
    target INTEGER NOT NULL,
    by     INTEGER NOT NULL,
    PRIMARY KEY (target, by)
) STRICT, WITHOUT ROWID;

-- Own batches, kept as they were signed until the server says that a backup has them.
CREATE TABLE batch (
    first    INTEGER NOT NULL PRIMARY KEY,
    last     INTEGER NOT NULL,
    hash     BLOB NOT NULL,
    bytes    BLOB NOT NULL,
    receipted INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Both are asked at every sync, and the rows are long.
CREATE INDEX batch_waiting ON batch (first) WHERE receipted = 0;
CREATE INDEX batch_receipted ON batch (last) WHERE receipted = 1;

CREATE TABLE sync_story (
    id         INTEGER NOT NULL PRIMARY KEY,
    at         INTEGER NOT NULL,
    outcome    TEXT NOT NULL,
    sent       INTEGER NOT NULL,
    received   INTEGER NOT NULL,
    requests   INTEGER NOT NULL,
    bytes_up   INTEGER NOT NULL,
    bytes_down INTEGER NOT NULL
) STRICT;
