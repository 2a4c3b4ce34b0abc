-- Subscriptions at hubs (WebSub). A feed has one, beside those that are being ended.
CREATE TABLE websub (
  id             TEXT PRIMARY KEY,    -- the unguessable part of the callback
  feed_id        TEXT NOT NULL,
  topic          TEXT NOT NULL,
  topic_in_body  INTEGER NOT NULL,
  hubs           TEXT NOT NULL,
  hub            TEXT NOT NULL,       -- the one of them that is asked
  callback       TEXT NOT NULL,
  secret         TEXT NOT NULL,
  state          TEXT NOT NULL,
  version        INTEGER NOT NULL,
  due_at         INTEGER NOT NULL,
  requested_at   INTEGER,
  renew_at       INTEGER,
  live_since     INTEGER,
  expires_at     INTEGER,
  last_push_at   INTEGER,
  last_push_hash TEXT,
  failures       INTEGER NOT NULL,
  reason         TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX websub_feed ON websub (feed_id) WHERE state <> 'Ending';
CREATE INDEX websub_feeds ON websub (feed_id);
CREATE INDEX websub_due ON websub (due_at);

-- However a feed is removed, merged, paused, stopped or resumed: its subscriptions are looked at.
CREATE TRIGGER websub_feed_removed AFTER DELETE ON feeds
BEGIN
  UPDATE websub SET due_at = 0, version = version + 1 WHERE feed_id = OLD.id;
END;

CREATE TRIGGER websub_feed_resumed AFTER UPDATE OF paused, stopped_at ON feeds
WHEN OLD.paused <> NEW.paused OR (OLD.stopped_at IS NULL) <> (NEW.stopped_at IS NULL)
BEGIN
  UPDATE websub SET due_at = 0, version = version + 1 WHERE feed_id = OLD.id;
END;
