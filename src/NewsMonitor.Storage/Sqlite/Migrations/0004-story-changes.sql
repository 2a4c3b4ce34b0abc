-- Merges, splits and moves of stories.

ALTER TABLE stories ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN change INTEGER NOT NULL DEFAULT 0;     -- newest story_changes row that concerned it
ALTER TABLE stories ADD COLUMN merged_into TEXT;                      -- never a merged one: chains collapse
ALTER TABLE stories ADD COLUMN split_from TEXT;
ALTER TABLE stories ADD COLUMN review_at INTEGER;                     -- when to look at it again

CREATE INDEX stories_merged ON stories (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX stories_review ON stories (language, review_at) WHERE review_at IS NOT NULL;

-- What copy_of was found to be: copy_of is this one, or where that is in another story the first other copy of it.
ALTER TABLE articles ADD COLUMN original TEXT;
ALTER TABLE articles ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;    -- an operator put it where it is

UPDATE articles SET original = copy_of WHERE copy_of IS NOT NULL;

CREATE TABLE story_changes (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  at       INTEGER NOT NULL,
  language TEXT NOT NULL,
  kind     TEXT NOT NULL,
  from_id  TEXT NOT NULL,
  to_id    TEXT NOT NULL,
  articles TEXT NOT NULL,
  author   TEXT NOT NULL,               -- 'engine', or an operator
  reasons  TEXT NOT NULL,
  pending  INTEGER NOT NULL DEFAULT 1   -- work for the alerts
) STRICT;

CREATE INDEX story_changes_language ON story_changes (language, seq);
CREATE INDEX story_changes_from ON story_changes (from_id, seq);
CREATE INDEX story_changes_to ON story_changes (to_id, seq);
CREATE INDEX story_changes_pending ON story_changes (language, seq) WHERE pending = 1;

-- Stories that an operator told apart: the engine never makes them one. Both ways round.
CREATE TABLE story_separations (
  story_id TEXT NOT NULL,
  other_id TEXT NOT NULL,
  PRIMARY KEY (story_id, other_id)
) STRICT, WITHOUT ROWID;
