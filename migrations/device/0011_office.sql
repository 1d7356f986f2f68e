-- What the commune's office says and keeps: people's organisations, figures, desks and their days, sheets of paper.

-- Registers whose subject is no place hang on one: as the head that is shown says.
CREATE TABLE hung (
    subject INTEGER NOT NULL,
    slot    INTEGER NOT NULL,
    thing   INTEGER NOT NULL,
    PRIMARY KEY (subject, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX hung_thing ON hung (thing);

CREATE TABLE organisation (
    key     INTEGER NOT NULL PRIMARY KEY,
    name    TEXT NOT NULL,
    sort    INTEGER NOT NULL,
    contact TEXT,
    size    INTEGER,
    unsent  INTEGER NOT NULL
) STRICT;

CREATE TABLE membership (
    key          INTEGER NOT NULL PRIMARY KEY,   -- the delta that began it
    resident     INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    category     INTEGER NOT NULL,
    since        INTEGER,                        -- days
    until        INTEGER,                        -- days, inclusive
    excused      TEXT,
    unsent       INTEGER NOT NULL
) STRICT;
CREATE INDEX membership_resident ON membership (resident);
CREATE INDEX membership_organisation ON membership (organisation, category);

CREATE TABLE figure (
    key          INTEGER NOT NULL PRIMARY KEY,
    app          INTEGER NOT NULL,
    level        INTEGER NOT NULL,
    stage        INTEGER NOT NULL,
    population   INTEGER NOT NULL,
    count        INTEGER NOT NULL,
    base         INTEGER,
    as_of        INTEGER NOT NULL,
    owner        TEXT NOT NULL,
    hamlet       INTEGER NOT NULL DEFAULT 0,     -- 0 for the whole book
    organisation INTEGER NOT NULL DEFAULT 0,     -- 0 for an official figure
    source       TEXT,
    at           INTEGER NOT NULL,
    member       INTEGER,
    unsent       INTEGER NOT NULL
) STRICT;
CREATE INDEX figure_app ON figure (app, level, as_of);

CREATE TABLE sameness (
    key      INTEGER NOT NULL PRIMARY KEY,
    resident INTEGER NOT NULL,
    other    INTEGER NOT NULL,
    same     INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    unsent   INTEGER NOT NULL
) STRICT;
CREATE INDEX sameness_resident ON sameness (resident, other);
CREATE INDEX sameness_other ON sameness (other);

CREATE TABLE attendance (
    resident    INTEGER NOT NULL,
    purpose     INTEGER NOT NULL,
    key         INTEGER NOT NULL,                -- the delta shown
    appointment INTEGER NOT NULL,                -- the delta that it speaks of
    outcome     INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    unsent      INTEGER NOT NULL,
    PRIMARY KEY (resident, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_hours (
    key        INTEGER NOT NULL PRIMARY KEY,
    purpose    INTEGER NOT NULL,
    place      TEXT NOT NULL,
    weekdays   INTEGER NOT NULL,
    from_min   INTEGER NOT NULL,
    to_min     INTEGER NOT NULL,
    slot       INTEGER NOT NULL,
    capacity   INTEGER NOT NULL,
    bring      TEXT,
    until      INTEGER,
    unsent     INTEGER NOT NULL
) STRICT;

CREATE TABLE answer (
    obstacle INTEGER NOT NULL PRIMARY KEY,
    key      INTEGER NOT NULL,
    resident INTEGER NOT NULL,
    state    INTEGER NOT NULL,
    owner    TEXT,
    text     TEXT,
    at       INTEGER NOT NULL,
    member   INTEGER,
    unsent   INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_resident ON answer (resident);

CREATE TABLE taught (
    key      INTEGER NOT NULL PRIMARY KEY,
    resident INTEGER NOT NULL,
    lesson   INTEGER NOT NULL,
    app      INTEGER,
    at       INTEGER NOT NULL,
    member   INTEGER,
    unsent   INTEGER NOT NULL
) STRICT;
CREATE INDEX taught_resident ON taught (resident);

CREATE TABLE walk_sheet (
    key    INTEGER NOT NULL PRIMARY KEY,
    hamlet INTEGER NOT NULL,
    number INTEGER NOT NULL,
    lane   TEXT NOT NULL,
    walker BLOB,                                 -- the member who walks with it
    name   TEXT,
    at     INTEGER NOT NULL,
    unsent INTEGER NOT NULL
) STRICT;
CREATE INDEX walk_sheet_number ON walk_sheet (number);

CREATE TABLE typed (
    key      INTEGER NOT NULL PRIMARY KEY,
    resident INTEGER NOT NULL,
    sheet    INTEGER NOT NULL,
    line     INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    member   INTEGER,
    unsent   INTEGER NOT NULL
) STRICT;
CREATE INDEX typed_sheet ON typed (sheet, line);
CREATE INDEX typed_resident ON typed (resident);

CREATE TABLE recheck (
    key      INTEGER NOT NULL PRIMARY KEY,
    resident INTEGER NOT NULL,
    finding  INTEGER NOT NULL,
    note     TEXT,
    at       INTEGER NOT NULL,
    member   INTEGER,
    unsent   INTEGER NOT NULL
) STRICT;
CREATE INDEX recheck_resident ON recheck (resident);

CREATE TABLE exported (
    key    INTEGER NOT NULL PRIMARY KEY,
    list   TEXT NOT NULL,
    scope  TEXT NOT NULL,
    rows   INTEGER NOT NULL,
    format TEXT NOT NULL,
    at     INTEGER NOT NULL,
    member INTEGER,
    unsent INTEGER NOT NULL
) STRICT;

CREATE TABLE assignment (
    key         INTEGER NOT NULL PRIMARY KEY,
    hamlet      INTEGER NOT NULL,
    task        INTEGER NOT NULL,
    who         TEXT,
    accountable TEXT,
    due         INTEGER,                         -- days
    goal        INTEGER,
    result      TEXT,
    unsent      INTEGER NOT NULL
) STRICT;
CREATE INDEX assignment_hamlet ON assignment (hamlet);

-- Appointments are looked for by their hour.
CREATE INDEX appointment_at ON appointment (at) WHERE at IS NOT NULL;
