-- What lists show of a door, of a lane and of a hamlet, added up when something is said and not when it is read.
-- Older programs cannot open a file with this step: they would not keep it up. The program fills this table again
-- when the revision in `meta` is not its own.

-- In walking order: by the hamlet, then the sort keys of lane and house.
CREATE TABLE door_tally (
    hamlet        INTEGER NOT NULL,
    lane          BLOB NOT NULL,
    house         BLOB NOT NULL,
    household     INTEGER NOT NULL,
    side          INTEGER,                   -- of the lane; NULL without a number
    venue         INTEGER NOT NULL,          -- 1 for what holds a mobile point's walk-ins and is no door
    people        INTEGER NOT NULL,
    asked         INTEGER NOT NULL,
    lacking       INTEGER NOT NULL,
    claimed       INTEGER NOT NULL,
    approved      INTEGER NOT NULL,
    outcome       INTEGER,                   -- of the last visit since the campaign began; NULL before any
    visited_at    INTEGER,
    come_back_at  INTEGER,
    done          INTEGER NOT NULL,
    visited_twice INTEGER NOT NULL,
    unsent        INTEGER NOT NULL,
    PRIMARY KEY (hamlet, lane, house, household)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX door_tally_household ON door_tally (household);
-- The next door to go to.
CREATE INDEX door_tally_next ON door_tally (hamlet, lane, house, household) WHERE outcome IS NULL AND venue = 0;
