-- Whom what was told, by the stories as they are now: merges and splits move these rows. An alert stays what it was when it was written, so that
-- a story may have a second first alert: where the first one told of what was split off since.

CREATE TABLE told (
  subscriber TEXT NOT NULL,
  story_id   TEXT NOT NULL,
  alert_id   TEXT NOT NULL,
  occasion   TEXT NOT NULL,
  articles   TEXT NOT NULL,         -- those of the story for which the subscriptions matched that asked; empty when that is not known
  PRIMARY KEY (subscriber, story_id, alert_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX told_story ON told (story_id);

INSERT INTO told (subscriber, story_id, alert_id, occasion, articles)
SELECT subscriber, story_id, id, occasion,
       coalesce((SELECT json_group_array(DISTINCT article_id) FROM matches
                 WHERE matches.story_id = alerts.story_id AND subscription_id IN (SELECT value FROM json_each(alerts.subscriptions))), '[]')
FROM alerts;

-- Without the unique key over subscriber, story and occasion, which told took over.
CREATE TABLE new_alerts (
  seq           INTEGER PRIMARY KEY AUTOINCREMENT,
  id            TEXT NOT NULL UNIQUE,
  subscriber    TEXT NOT NULL,
  story_id      TEXT NOT NULL,
  occasion      TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  subscriptions TEXT NOT NULL,
  story         TEXT NOT NULL,
  why           TEXT NOT NULL
) STRICT;

INSERT INTO new_alerts (seq, id, subscriber, story_id, occasion, created_at, subscriptions, story, why)
SELECT seq, id, subscriber, story_id, occasion, created_at, subscriptions, story, why FROM alerts;

DROP TABLE alerts;
ALTER TABLE new_alerts RENAME TO alerts;

CREATE INDEX alerts_story ON alerts (story_id);
CREATE INDEX alerts_subscriber ON alerts (subscriber, seq);

-- Stories that nobody is told of before the alerts have followed a change.
CREATE INDEX story_changes_pending_from ON story_changes (from_id) WHERE pending = 1;
CREATE INDEX story_changes_pending_to ON story_changes (to_id) WHERE pending = 1;
