-- A device that came in by a link reads nothing until an officer has accepted it. What was there before is
-- accepted. Older programs must not serve this file any more than any newer schema's.

-- 0: waits for an officer; 1: accepted; 2: refused, as revoked.
ALTER TABLE device ADD COLUMN acceptance INTEGER NOT NULL DEFAULT 1;
-- Whether the device that uses the code is accepted at once, because whoever made the code said so.
ALTER TABLE enrol_code ADD COLUMN accepts INTEGER NOT NULL DEFAULT 0;

-- Who accepted or refused which device, and when; never changed.
CREATE TABLE acceptance (
    book       INTEGER NOT NULL,
    number     INTEGER NOT NULL,       -- rising in the book, from 1
    device     INTEGER NOT NULL,       -- the device's local number
    acceptance INTEGER NOT NULL,       -- what it became: 1 or 2
    member     BLOB,                   -- the officer's uuid; NULL for whoever sat at the server
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (book, number),
    FOREIGN KEY (book, device) REFERENCES device (book, incarnation)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_waiting ON device (book) WHERE acceptance = 0;
