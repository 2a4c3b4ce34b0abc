-- Stories that quiet hours dropped, and what they were then.
CREATE TABLE dropped (
  subscription_id TEXT NOT NULL,
  story_id        TEXT NOT NULL,     -- as it is now: merges and splits move these rows
  at              INTEGER NOT NULL,
  sources         INTEGER NOT NULL,  -- independent ones
  assignment      INTEGER NOT NULL,  -- the story's highest
  PRIMARY KEY (subscription_id, story_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX dropped_story ON dropped (story_id);
