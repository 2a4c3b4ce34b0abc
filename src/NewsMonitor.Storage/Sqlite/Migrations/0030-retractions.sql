-- Stories of which an operator said that they are not so.
CREATE TABLE story_retractions (
  story_id TEXT PRIMARY KEY,
  at       INTEGER NOT NULL,
  author   TEXT NOT NULL,
  reason   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was told was retracted, and its subscriber was not told of that yet.
ALTER TABLE told ADD COLUMN retracted INTEGER NOT NULL DEFAULT 0;
