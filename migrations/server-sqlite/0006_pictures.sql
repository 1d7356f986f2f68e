-- Pictures of mobile points, as far as they have come. What says that there is one is a delta.

CREATE TABLE picture (
    book  INTEGER NOT NULL,
    photo INTEGER NOT NULL,            -- the delta's key
    have  INTEGER NOT NULL,            -- bytes without a gap
    whole INTEGER NOT NULL DEFAULT 0,  -- all are there and hash to what the delta says
    bytes BLOB NOT NULL,
    PRIMARY KEY (book, photo)
) STRICT, WITHOUT ROWID;
