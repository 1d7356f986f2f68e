-- What the server must remember to lose nothing. Older programs may open the file, and overlook it.

-- Which heads give way to which, and by whose settlement.
CREATE TABLE settlement (
    book   INTEGER NOT NULL,
    over   INTEGER NOT NULL,
    stands INTEGER NOT NULL,
    key    INTEGER NOT NULL,           -- the delta that settles
    PRIMARY KEY (book, over, stands, key),
    FOREIGN KEY (book, key) REFERENCES delta (book, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX settlement_stands ON settlement (book, stands);
CREATE INDEX held_reason ON held (book, reason);

-- What people decided about held deltas, addressed to the member who wrote them.
CREATE TABLE decision (
    book       INTEGER NOT NULL,
    number     INTEGER NOT NULL,       -- rising in the book, from 1
    member     BLOB    NOT NULL,
    key        INTEGER NOT NULL,       -- the held delta
    admission  INTEGER NOT NULL,       -- what the server signed about it
    reason     TEXT,                   -- the officer's words
    decided_by TEXT    NOT NULL,       -- as colleagues know the person
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (book, number),
    FOREIGN KEY (book, key) REFERENCES delta (book, key),
    FOREIGN KEY (book, admission) REFERENCES admission (book, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_member ON decision (book, member, number);

-- Above this the latest backup has nothing of the device. 0: no backup yet.
ALTER TABLE device ADD COLUMN backed_up INTEGER NOT NULL DEFAULT 0;
-- Number of the incarnation of which this device's file turned out to be a copy.
ALTER TABLE device ADD COLUMN reissued_from INTEGER;
-- The server's clock less the device's at its last exchange, seconds; NULL before any.
ALTER TABLE device ADD COLUMN clock_off INTEGER;
-- How many of its deltas were stamped later than they were received, or before those said earlier.
ALTER TABLE device ADD COLUMN doubtful_stamps INTEGER NOT NULL DEFAULT 0;

-- Since when nothing is read, because the server was restored and nobody has looked through the revocations
-- yet; NULL in ordinary times.
ALTER TABLE book_counter ADD COLUMN reads_wait INTEGER;

-- What is fed to nobody but who has the whole book, since a restored server does not know yet where it stands.
CREATE INDEX delta_nowhere ON delta (book) WHERE hamlet = -1;

-- Signed addresses at which devices find this server; NULL before any was announced.
ALTER TABLE book ADD COLUMN addresses BLOB;

-- Which households are named of residents of whom several things were said: when one moves to another hamlet,
-- what was said of them goes along, whoever is shown to live there.
CREATE TABLE named_household (
    book      INTEGER NOT NULL,
    household INTEGER NOT NULL,
    resident  INTEGER NOT NULL,
    PRIMARY KEY (book, household, resident)
) STRICT, WITHOUT ROWID;

-- A check of a hamlet reads what stands in it.
CREATE INDEX place_hamlet ON place (book, hamlet);
