-- Pictures taken at mobile points on this device, small and without where they were taken. What says that there is
-- one is a delta; the bytes wait here until the server has them, and stay for the person who took them.

CREATE TABLE picture (
    photo INTEGER NOT NULL PRIMARY KEY,      -- the delta
    bytes BLOB NOT NULL,
    sent  INTEGER NOT NULL DEFAULT 0,        -- bytes that the server has
    whole INTEGER NOT NULL DEFAULT 0         -- the server has all of them
) STRICT;
CREATE INDEX picture_waiting ON picture (photo) WHERE whole = 0;
