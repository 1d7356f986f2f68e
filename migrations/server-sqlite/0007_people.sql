-- What the office sees and does about people and their devices.

-- The last counter that the device said it had written, sent or not; NULL while it never said so.
ALTER TABLE device ADD COLUMN written INTEGER;

-- What officers did on their own devices about members and devices; never changed.
CREATE TABLE people_log (
    book    INTEGER NOT NULL,
    number  INTEGER NOT NULL,          -- rising in the book, from 1
    officer BLOB    NOT NULL,          -- uuid of the member who did it
    act     INTEGER NOT NULL,          -- 0 invite, 1 link, 2 revoke device, 3 revoke member, 4 assign
    member  BLOB    NOT NULL,          -- about whom
    device  INTEGER,                   -- the device's local number, for what concerns one
    done_at INTEGER NOT NULL,
    PRIMARY KEY (book, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrol_code_member ON enrol_code (book, member) WHERE used_key IS NULL;
