-- A device that begins gets only what it needs of what is older than its first exchange, however many requests
-- that takes: beside a part of everything, heads alone would not be the whole story.
-- Older programs can still open the file.

ALTER TABLE device ADD COLUMN beginner_until INTEGER;  -- the book's seq at its first exchange; NULL: no beginner
