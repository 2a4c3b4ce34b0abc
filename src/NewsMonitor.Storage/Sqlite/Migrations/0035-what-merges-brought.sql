-- What a merge brings is no news to who was told of one half: by which merges another half came to what an alert told.
CREATE TABLE told_merges (
  alert_id   TEXT NOT NULL,
  change_seq INTEGER NOT NULL,      -- the merge, in story_changes
  other_id   TEXT NOT NULL,         -- the half of which the alert's subscriber had not been told
  PRIMARY KEY (alert_id, change_seq)
) STRICT, WITHOUT ROWID;

-- The highest assignment of both stories at the time: what is assigned later did not come with the change. Null where that was not kept.
ALTER TABLE story_changes ADD COLUMN assignment INTEGER;

-- What a subscriber was told of the stories that one is made of.
DROP INDEX alerts_story;
CREATE INDEX alerts_story ON alerts (story_id, subscriber);
