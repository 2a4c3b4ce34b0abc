-- Polls alone, where version counts every write. The history's slots go on from where they are.
ALTER TABLE feeds ADD COLUMN polls INTEGER NOT NULL DEFAULT 0;
UPDATE feeds SET polls = version;

-- News that polls without validators found and those with validators had not.
ALTER TABLE feeds ADD COLUMN missed_news INTEGER NOT NULL DEFAULT 0;
