-- What a device must remember to lose nothing. Older programs cannot open a file with this step.

-- A receipt and a later decision may be about the same range and the same moment: what they hold tells them apart.
CREATE TABLE admission_by_verdict (
    incarnation INTEGER NOT NULL REFERENCES incarnation (number),
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    held        BLOB NOT NULL DEFAULT x'',   -- (counter u32, reason u8) after one another
    member      INTEGER NOT NULL REFERENCES member (number),
    role        INTEGER NOT NULL,
    receipt     BLOB,                        -- the server's signed bytes, for own deltas
    PRIMARY KEY (incarnation, first, last, received_at, held)
) STRICT, WITHOUT ROWID;
INSERT INTO admission_by_verdict
    SELECT incarnation, first, last, received_at, held, member, role, receipt FROM admission;
DROP TABLE admission;
ALTER TABLE admission_by_verdict RENAME TO admission;

-- Which heads give way to which, and by whose settlement.
CREATE TABLE settlement (
    over   INTEGER NOT NULL,
    stands INTEGER NOT NULL,
    by     INTEGER NOT NULL,
    PRIMARY KEY (over, stands, by)
) STRICT, WITHOUT ROWID;

-- Registers with more than one head, for whoever settles.
CREATE INDEX register_several ON register_entry (subject, slot) WHERE head = 2;

-- What people decided about this member's held deltas, on whatever device they were written.
CREATE TABLE decided (
    epoch      INTEGER NOT NULL,              -- the server's life: a restored one counts anew
    number     INTEGER NOT NULL,              -- the server's, rising for this member
    key        INTEGER NOT NULL,              -- the held delta
    admitted   INTEGER NOT NULL,              -- 1: it counts
    reason     INTEGER,                       -- code of the reason it is still held for
    words      TEXT,                          -- the officer's
    by         TEXT NOT NULL,
    at         INTEGER NOT NULL,
    authored   BLOB NOT NULL,                 -- as it was written, for a phone that never had it
    PRIMARY KEY (epoch, number)
) STRICT;
CREATE INDEX decided_key ON decided (key);

-- When this file turned out to be a copy: its deltas without a receipt were said again by a new incarnation.
CREATE TABLE reissue (
    at          INTEGER NOT NULL,
    incarnation INTEGER NOT NULL PRIMARY KEY REFERENCES incarnation (number),   -- the new one
    before      INTEGER NOT NULL REFERENCES incarnation (number),
    deltas      INTEGER NOT NULL,             -- how many were said again
    "grant"     BLOB NOT NULL                 -- the signed grant of that day: it names the one before
) STRICT;

-- Batches belong to an incarnation, of which a file may have had several.
CREATE TABLE batch_by_incarnation (
    incarnation INTEGER NOT NULL REFERENCES incarnation (number),
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    hash        BLOB NOT NULL,
    bytes       BLOB NOT NULL,                -- empty once a backup of the server has them
    receipted   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (incarnation, first)
) STRICT;
INSERT INTO batch_by_incarnation
    SELECT i.number, b.first, b.last, b.hash, b.bytes, b.receipted
    FROM batch b, incarnation i JOIN meta m ON m.value = i.uuid
    WHERE m.name = 'incarnation';
DROP TABLE batch;
ALTER TABLE batch_by_incarnation RENAME TO batch;
-- Both are asked at every sync, and the rows are long.
CREATE INDEX batch_waiting ON batch (incarnation, first) WHERE receipted = 0;
CREATE INDEX batch_receipted ON batch (incarnation, last) WHERE receipted = 1;

-- What a closing check found here and nowhere else, and own deltas of a file that was copied under their old
-- names: kept whole, taking part in nothing, until a person decides.
CREATE TABLE set_aside (
    key      INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    why      INTEGER NOT NULL,                -- 1 not in the server's snapshot, 2 said again under another name
    authored BLOB NOT NULL,
    PRIMARY KEY (key, why)
) STRICT, WITHOUT ROWID;

-- Closing checks that found a difference and repaired it.
CREATE TABLE repair (
    id      INTEGER NOT NULL PRIMARY KEY,
    at      INTEGER NOT NULL,
    hamlet  INTEGER NOT NULL,
    missing INTEGER NOT NULL,                 -- deltas that were not here and now are
    extra   INTEGER NOT NULL                  -- deltas that were set aside
) STRICT;
