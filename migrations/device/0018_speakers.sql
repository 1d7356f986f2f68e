-- Several officers of one office may keep one file: of each who speaks from it, what is theirs alone. 0 is for whom the
-- file was made, as everybody was before. Older programs cannot open a file with this step: they would take one's words
-- for another's.

CREATE TABLE draft_of_speaker (
    speaker INTEGER NOT NULL DEFAULT 0,
    name    TEXT    NOT NULL,                -- which form, about whom
    text    TEXT    NOT NULL,                -- the form, as its screen writes it
    kept_at INTEGER NOT NULL,                -- when, seconds
    PRIMARY KEY (speaker, name)
) STRICT, WITHOUT ROWID;
INSERT INTO draft_of_speaker (name, text, kept_at) SELECT name, text, kept_at FROM draft;
DROP TABLE draft;
ALTER TABLE draft_of_speaker RENAME TO draft;

-- The server numbers its decisions for each member.
CREATE TABLE decided_of_speaker (
    speaker  INTEGER NOT NULL DEFAULT 0,
    epoch    INTEGER NOT NULL,               -- the server's life: a restored one counts anew
    number   INTEGER NOT NULL,               -- the server's, rising for this member
    key      INTEGER NOT NULL,               -- the held delta
    admitted INTEGER NOT NULL,               -- 1: it counts
    reason   INTEGER,                        -- code of the reason it is still held for
    words    TEXT,                           -- the officer's
    by       TEXT NOT NULL,
    at       INTEGER NOT NULL,
    authored BLOB NOT NULL,                  -- as it was written, for a phone that never had it
    PRIMARY KEY (speaker, epoch, number)
) STRICT;
INSERT INTO decided_of_speaker (epoch, number, key, admitted, reason, words, by, at, authored)
    SELECT epoch, number, key, admitted, reason, words, by, at, authored FROM decided;
DROP TABLE decided;
ALTER TABLE decided_of_speaker RENAME TO decided;
CREATE INDEX decided_key ON decided (key);

ALTER TABLE sync_story ADD COLUMN speaker INTEGER NOT NULL DEFAULT 0;
