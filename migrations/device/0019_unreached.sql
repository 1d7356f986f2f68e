-- People whom a visit that met somebody has not reached: counted beside the doors that are done. The tallies are added
-- up anew, as their revision is another.
ALTER TABLE door_tally ADD COLUMN unreached INTEGER NOT NULL DEFAULT 0;
