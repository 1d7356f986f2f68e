-- Targets: of whom, how much, by when, and what documents print.

CREATE TABLE target (
    key         INTEGER NOT NULL PRIMARY KEY,    -- the delta that began it
    campaign    INTEGER NOT NULL,
    title       TEXT NOT NULL,
    reason      TEXT,
    app         INTEGER NOT NULL,
    minimum_age INTEGER NOT NULL,
    on_day      INTEGER NOT NULL,                -- days
    base        INTEGER NOT NULL,                -- bits of columns
    left_out    INTEGER NOT NULL,                -- bits: 1 not eligible, 2 absent, 4 excused
    share       INTEGER,                         -- hundredths of a per cent
    rounding    INTEGER NOT NULL,
    done        INTEGER NOT NULL,                -- bits of columns
    denominator INTEGER NOT NULL,
    shown       INTEGER NOT NULL,                -- the delta shown
    at          INTEGER NOT NULL,
    member      INTEGER,
    unsent      INTEGER NOT NULL,
    disputed    INTEGER NOT NULL
) STRICT;

CREATE TABLE target_row (
    key          INTEGER NOT NULL PRIMARY KEY,
    target       INTEGER NOT NULL,
    unit         TEXT,                           -- at most one of four; none for the whole book
    hamlet       INTEGER,
    organisation INTEGER,
    category     INTEGER,
    base         INTEGER,
    share        INTEGER,
    count        INTEGER,
    reason       TEXT,
    name         TEXT,
    position     INTEGER,
    done         INTEGER,
    as_of        INTEGER,
    invented     INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    member       INTEGER,
    unsent       INTEGER NOT NULL,
    disputed     INTEGER NOT NULL
) STRICT;
CREATE INDEX target_row_target ON target_row (target, position);

CREATE TABLE target_due (
    key       INTEGER NOT NULL PRIMARY KEY,
    target    INTEGER NOT NULL,
    milestone INTEGER NOT NULL,
    share     INTEGER,
    count     INTEGER,
    at        INTEGER NOT NULL,
    member    INTEGER,
    unsent    INTEGER NOT NULL,
    disputed  INTEGER NOT NULL
) STRICT;
CREATE INDEX target_due_target ON target_due (target, milestone);

CREATE TABLE target_print (
    key      INTEGER NOT NULL PRIMARY KEY,
    target   INTEGER NOT NULL,
    total    INTEGER NOT NULL,
    document TEXT NOT NULL,
    at       INTEGER NOT NULL,
    member    INTEGER,
    unsent   INTEGER NOT NULL,
    disputed  INTEGER NOT NULL
) STRICT;
CREATE INDEX target_print_target ON target_print (target);
