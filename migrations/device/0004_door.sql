-- What is said at a door besides visits and accounts. Older programs cannot open a file with this step.

-- What just adds, other than a visit: on which hamlet, household or resident it hangs.
CREATE TABLE fact (
    key   INTEGER NOT NULL PRIMARY KEY,
    kind  INTEGER NOT NULL,
    thing INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_thing ON fact (thing, kind);

-- A household that holds the walk-ins of a mobile point is no door of any walk; 0 for a door.
ALTER TABLE household ADD COLUMN venue INTEGER NOT NULL DEFAULT 0;

CREATE TABLE obstacle (
    key      INTEGER NOT NULL PRIMARY KEY,
    resident INTEGER NOT NULL,
    reason   INTEGER NOT NULL,
    app      INTEGER,
    at       INTEGER NOT NULL,
    member   INTEGER,
    unsent   INTEGER NOT NULL
) STRICT;
CREATE INDEX obstacle_resident ON obstacle (resident);

CREATE TABLE appointment (
    resident INTEGER NOT NULL,
    purpose  INTEGER NOT NULL,
    key      INTEGER NOT NULL,               -- the delta shown
    at       INTEGER,
    place    TEXT,
    unsent   INTEGER NOT NULL,
    PRIMARY KEY (resident, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE eligibility (
    resident INTEGER NOT NULL,
    decided  INTEGER NOT NULL,               -- 0 the proposal, 1 the decision
    key      INTEGER NOT NULL,
    standing INTEGER NOT NULL,
    coarse   INTEGER,
    unsent   INTEGER NOT NULL,
    PRIMARY KEY (resident, decided)
) STRICT, WITHOUT ROWID;

CREATE TABLE ineligible_reason (
    resident INTEGER NOT NULL PRIMARY KEY,
    reason   INTEGER NOT NULL
) STRICT;

CREATE TABLE lane_taking (
    key      INTEGER NOT NULL PRIMARY KEY,
    hamlet   INTEGER NOT NULL,
    lane     TEXT NOT NULL,                  -- empty for doors without a lane
    side     INTEGER,
    until    INTEGER NOT NULL,
    given_to BLOB,                           -- the member to whom a leader gave it
    name     TEXT,
    at       INTEGER NOT NULL,
    member   INTEGER,                        -- its author; NULL for this device's own without a receipt
    unsent   INTEGER NOT NULL
) STRICT;
CREATE INDEX lane_taking_hamlet ON lane_taking (hamlet, until);

CREATE TABLE posting (
    key          INTEGER NOT NULL PRIMARY KEY,
    hamlet       INTEGER NOT NULL,
    member       BLOB NOT NULL,
    name         TEXT NOT NULL,
    role         INTEGER NOT NULL,
    organisation TEXT
) STRICT;
CREATE INDEX posting_hamlet ON posting (hamlet);

CREATE TABLE session (
    key    INTEGER NOT NULL PRIMARY KEY,
    hamlet INTEGER NOT NULL,
    venue  INTEGER NOT NULL,
    place  TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends   INTEGER,
    member INTEGER,
    unsent INTEGER NOT NULL
) STRICT;

CREATE TABLE walk_in (
    key      INTEGER NOT NULL PRIMARY KEY,
    resident INTEGER NOT NULL,
    session  INTEGER NOT NULL,
    home     TEXT,
    at       INTEGER NOT NULL,
    unsent   INTEGER NOT NULL
) STRICT;
CREATE INDEX walk_in_session ON walk_in (session, at);
CREATE INDEX walk_in_resident ON walk_in (resident);

CREATE TABLE photo (
    key     INTEGER NOT NULL PRIMARY KEY,
    session INTEGER NOT NULL,
    hash    TEXT NOT NULL,
    bytes   INTEGER NOT NULL,
    width   INTEGER NOT NULL,
    height  INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    unsent  INTEGER NOT NULL
) STRICT;
CREATE INDEX photo_session ON photo (session);

CREATE TABLE handover (
    household INTEGER NOT NULL PRIMARY KEY,
    key       INTEGER NOT NULL,
    member    BLOB NOT NULL,
    name      TEXT NOT NULL,
    until     INTEGER NOT NULL
) STRICT;

-- When somebody was recorded away: "until" says nothing without it.
ALTER TABLE absence ADD COLUMN key INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notice ADD COLUMN key INTEGER NOT NULL DEFAULT 0;
UPDATE absence SET key = coalesce((SELECT e.key FROM register_entry e
    WHERE e.subject = absence.resident AND e.slot = 10 << 24 AND e.head = 1), 0);
UPDATE notice SET key = coalesce((SELECT e.key FROM register_entry e
    WHERE e.subject = notice.resident AND e.slot = 11 << 24 AND e.head = 1), 0);
