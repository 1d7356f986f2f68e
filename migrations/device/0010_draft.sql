-- What is half typed on this device's screens, so that it outlives a program that the system ends. Never said to
-- anybody; the screens take it away when it is saved or given up, and two days take the rest.

CREATE TABLE draft (
    name    TEXT    NOT NULL PRIMARY KEY,    -- which form, about whom
    text    TEXT    NOT NULL,                -- the form, as its screen writes it
    kept_at INTEGER NOT NULL                 -- when, seconds
) STRICT, WITHOUT ROWID;
