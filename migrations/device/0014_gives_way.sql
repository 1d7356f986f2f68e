-- Who of the roll gives way to whom, as the decisions on pairs (sameness) come to: one step, never a chain.
CREATE TABLE gives_way (
    resident INTEGER NOT NULL PRIMARY KEY,
    stays    INTEGER NOT NULL
) STRICT;
CREATE INDEX gives_way_stays ON gives_way (stays);
