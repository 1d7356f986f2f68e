-- How many people of a door lack each app, so that a list of those who lack one reads only the doors that it shows:
-- (app's code u8, people u32) after one another, apps that nobody lacks left out. Older programs cannot open a file with
-- this step. The program fills the column when the revision in `meta` is not its own.
ALTER TABLE door_tally ADD COLUMN lacking_app BLOB NOT NULL DEFAULT x'';
