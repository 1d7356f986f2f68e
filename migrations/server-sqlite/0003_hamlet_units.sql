-- Which unit a hamlet belongs to, and when: reforms split and merge communes along hamlets, and a figure of a
-- past campaign stays with the unit that the hamlet belonged to then (`domain.md` 6). Older programs may open
-- the file.
CREATE TABLE hamlet_unit (
    book       INTEGER NOT NULL REFERENCES book (book),
    hamlet     INTEGER NOT NULL,       -- key of the delta that began it
    valid_from TEXT    NOT NULL,       -- yyyy-mm-dd; '' from its beginning
    valid_to   TEXT,                   -- last day, inclusive; NULL while it stands
    unit       TEXT    NOT NULL,       -- code of the unit
    PRIMARY KEY (book, hamlet, valid_from)
) STRICT, WITHOUT ROWID;
