-- The review desk: its queue is read a page at a time from where the page before ended, by whoever filters, and
-- counted without looking at a person.

-- Where the person is that a claim is about; 0 while the person or the door is not here.
ALTER TABLE claim ADD COLUMN hamlet INTEGER NOT NULL DEFAULT 0;
UPDATE claim SET hamlet = coalesce(
    (SELECT h.hamlet FROM resident r JOIN household h ON h.key = r.household WHERE r.key = claim.resident), 0);

-- People and doors come after what is said of them, move and go: their claims follow.
CREATE TRIGGER claim_follows_resident AFTER INSERT ON resident BEGIN
    UPDATE claim SET hamlet = coalesce((SELECT hamlet FROM household WHERE key = new.household), 0)
    WHERE resident = new.key;
END;
CREATE TRIGGER claim_follows_moved AFTER UPDATE OF household ON resident BEGIN
    UPDATE claim SET hamlet = coalesce((SELECT hamlet FROM household WHERE key = new.household), 0)
    WHERE resident = new.key;
END;
CREATE TRIGGER claim_loses_resident AFTER DELETE ON resident BEGIN
    UPDATE claim SET hamlet = 0 WHERE resident = old.key;
END;
CREATE TRIGGER claim_follows_household AFTER INSERT ON household BEGIN
    UPDATE claim SET hamlet = new.hamlet
    WHERE resident IN (SELECT key FROM resident WHERE household = new.key);
END;
CREATE TRIGGER claim_follows_hamlet AFTER UPDATE OF hamlet ON household BEGIN
    UPDATE claim SET hamlet = new.hamlet
    WHERE resident IN (SELECT key FROM resident WHERE household = new.key);
END;
CREATE TRIGGER claim_loses_household AFTER DELETE ON household BEGIN
    UPDATE claim SET hamlet = 0
    WHERE resident IN (SELECT key FROM resident WHERE household = old.key);
END;

-- In the order in which the server received them: a phone's clock moves nobody to the front.
CREATE INDEX claim_desk ON claim (state, received_at, key, app, hamlet, member);
CREATE INDEX claim_count ON claim (state, app, hamlet, member, received_at);

-- What one decision decided, the last decision first.
CREATE INDEX decision_by ON decision (key);
-- What was told at doors of moving and of death, among what lists say of everybody.
CREATE INDEX residency_told ON residency (resident) WHERE source > 2;
