-- Finding by name, house and digits, with typing errors. Older programs cannot open a file with this step.
-- The program fills these tables again when the revision in `meta` is not its own.

-- The row's number is the person's place in a list by given name, so that the first rows of a search are the
-- first ones of that list.
CREATE TABLE search_row (
    place    INTEGER NOT NULL PRIMARY KEY,
    resident INTEGER NOT NULL UNIQUE,
    words    INTEGER NOT NULL                -- a hash of the words, to leave alone what has not changed
) STRICT;

-- Every different word of names and lanes, for typing errors and for words without spaces between them.
CREATE TABLE search_word (
    word TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

DROP TABLE resident_search;
CREATE VIRTUAL TABLE resident_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE resident_search_terms USING fts5vocab ('resident_search', 'row');
