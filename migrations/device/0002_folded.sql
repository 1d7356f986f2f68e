-- What the deltas add up to, for screens. Every row here can be computed again from the ledger;
-- `verify` does so and compares. Keys are those of the delta that first spoke of the thing.

CREATE TABLE frame (                          -- campaign, its apps and milestones: which delta to show
    subject INTEGER NOT NULL,
    slot    INTEGER NOT NULL,
    key     INTEGER NOT NULL,
    PRIMARY KEY (subject, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE hamlet (
    key  INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind INTEGER NOT NULL
) STRICT;

CREATE TABLE household (
    key    INTEGER NOT NULL PRIMARY KEY,
    hamlet INTEGER NOT NULL,
    lane   TEXT NOT NULL DEFAULT '',
    house  TEXT NOT NULL DEFAULT '',
    head   TEXT NOT NULL DEFAULT '',
    code   TEXT NOT NULL DEFAULT '',
    walk   BLOB NOT NULL                     -- sorts doors in walking order
) STRICT;
CREATE INDEX household_walk ON household (hamlet, walk);

CREATE TABLE resident (
    key        INTEGER NOT NULL PRIMARY KEY,
    household  INTEGER NOT NULL,
    name       TEXT NOT NULL,
    birth_year INTEGER,
    sex        INTEGER,
    last4      TEXT,
    position   INTEGER NOT NULL DEFAULT 9999,
    disputed   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX resident_household ON resident (household, position);

CREATE TABLE residency (
    resident INTEGER NOT NULL,
    source   INTEGER NOT NULL,
    state    INTEGER NOT NULL,
    PRIMARY KEY (resident, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity (
    resident    INTEGER NOT NULL PRIMARY KEY,
    birth       INTEGER,                     -- yyyymmdd, zeros where unknown
    personal_id TEXT,
    phones      TEXT,
    residence   INTEGER,
    legacy_id9  TEXT
) STRICT;
CREATE INDEX identity_personal_id ON identity (personal_id) WHERE personal_id IS NOT NULL;

CREATE TABLE account (
    resident INTEGER NOT NULL,
    app      INTEGER NOT NULL,
    level    INTEGER NOT NULL,
    source   INTEGER NOT NULL,
    stage    INTEGER NOT NULL,
    key      INTEGER NOT NULL,               -- the delta shown
    as_of    INTEGER,
    unsent   INTEGER NOT NULL,
    disputed INTEGER NOT NULL,
    PRIMARY KEY (resident, app, level, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    claim      INTEGER NOT NULL PRIMARY KEY,
    key        INTEGER NOT NULL,
    decision   INTEGER NOT NULL,
    reason     TEXT,
    member     INTEGER,
    decided_at INTEGER NOT NULL
) STRICT;

-- Every standing claim about an account, for the review.
CREATE TABLE claim (
    key         INTEGER NOT NULL PRIMARY KEY,
    resident    INTEGER NOT NULL,
    app         INTEGER NOT NULL,
    level       INTEGER NOT NULL,
    stage       INTEGER NOT NULL,
    source      INTEGER NOT NULL,
    visit       INTEGER,
    member      INTEGER,
    said_at     INTEGER NOT NULL,
    received_at INTEGER,
    state       INTEGER NOT NULL             -- 0 waiting, else the decision's code
) STRICT;
CREATE INDEX claim_queue ON claim (state, said_at, key);
CREATE INDEX claim_resident ON claim (resident);

CREATE TABLE visit (
    key          INTEGER NOT NULL PRIMARY KEY,
    household    INTEGER NOT NULL,
    outcome      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    come_back_at INTEGER,
    note         TEXT,
    member       INTEGER,
    unsent       INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_household ON visit (household, at);

CREATE TABLE absence (
    resident INTEGER NOT NULL PRIMARY KEY,
    reason   INTEGER NOT NULL,
    place    TEXT,
    until    INTEGER
) STRICT;

CREATE TABLE notice (
    resident  INTEGER NOT NULL PRIMARY KEY,
    agreement INTEGER NOT NULL
) STRICT;

-- Names without tone marks, for finding people as one types.
CREATE VIRTUAL TABLE resident_search USING fts5 (
    folded, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0'
);
