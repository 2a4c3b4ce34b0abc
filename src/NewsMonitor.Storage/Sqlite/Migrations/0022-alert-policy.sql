-- Alerts of several stories (digests, "and N more") and of none (notices about an endpoint), and what a follow-up follows.
CREATE TABLE new_alerts (
  seq             INTEGER PRIMARY KEY AUTOINCREMENT,
  id              TEXT NOT NULL UNIQUE,
  subscriber      TEXT NOT NULL,
  story_id        TEXT,              -- null where it tells of several stories or of none
  occasion        TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  subscriptions   TEXT NOT NULL,
  story           TEXT,
  why             TEXT NOT NULL,
  assignment      INTEGER,           -- the story's highest then; null for alerts from before this was kept
  parts           TEXT NOT NULL DEFAULT '[]',
  part_of         TEXT,              -- the alert of several stories that tells of this one
  follows         TEXT NOT NULL DEFAULT '[]',
  notice          TEXT,
  acknowledged_at INTEGER
) STRICT;

INSERT INTO new_alerts (seq, id, subscriber, story_id, occasion, created_at, subscriptions, story, why, assignment, follows)
SELECT seq, id, subscriber, story_id, occasion, created_at, subscriptions, story, why, assignment,
       (SELECT json_group_array(earlier.id) FROM alerts AS earlier
        WHERE earlier.subscriber = alerts.subscriber AND earlier.story_id = alerts.story_id AND earlier.seq < alerts.seq)
FROM alerts;

DROP TABLE alerts;
ALTER TABLE new_alerts RENAME TO alerts;

CREATE INDEX alerts_story ON alerts (story_id);
CREATE INDEX alerts_subscriber ON alerts (subscriber, seq);
CREATE INDEX alerts_sent ON alerts (subscriber, created_at) WHERE part_of IS NULL;

-- What was told needs a correction: the change by which it is no longer right.
ALTER TABLE told ADD COLUMN corrected_by INTEGER;

-- Holding: why, since when, and under which key what is held is told together.
ALTER TABLE judgements ADD COLUMN held_at INTEGER;
ALTER TABLE judgements ADD COLUMN held_until INTEGER;
ALTER TABLE judgements ADD COLUMN held_reason TEXT;
ALTER TABLE judgements ADD COLUMN together TEXT;

CREATE INDEX judgements_together ON judgements (subscriber, together) WHERE together IS NOT NULL;
CREATE INDEX judgements_subscriber ON judgements (subscriber, due_at);

-- Stories of which a subscriber wants to hear nothing for a while.
CREATE TABLE mutes (
  subscriber      TEXT NOT NULL,
  story_id        TEXT NOT NULL,     -- as it is now: merges move these rows
  at              INTEGER NOT NULL,
  until_at        INTEGER,           -- null: no time ends it
  until_developed INTEGER NOT NULL,
  sources         INTEGER NOT NULL,  -- independent ones that the story had at the time
  assignment      INTEGER NOT NULL,  -- its highest at the time
  PRIMARY KEY (subscriber, story_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mutes_story ON mutes (story_id);
