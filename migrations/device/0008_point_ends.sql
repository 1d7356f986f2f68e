-- That a mobile point is over is said by a delta of its own: here the key of the point that it ends; NULL for a point.
ALTER TABLE session ADD COLUMN of_point INTEGER;
CREATE INDEX session_of_point ON session (of_point) WHERE of_point IS NOT NULL;
