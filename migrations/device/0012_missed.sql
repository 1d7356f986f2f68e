-- Appointments that somebody of the door missed: the door is to be come back to. The tallies are added up anew, as
-- their revision is another.
ALTER TABLE door_tally ADD COLUMN missed INTEGER NOT NULL DEFAULT 0;
