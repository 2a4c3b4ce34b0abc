-- Where a feed is said to have moved, since when, and how many good polls said so.
ALTER TABLE feeds ADD COLUMN move_to TEXT;
ALTER TABLE feeds ADD COLUMN move_since INTEGER;
ALTER TABLE feeds ADD COLUMN move_seen INTEGER;

-- The first 410 of those that stop it, and when it was stopped.
ALTER TABLE feeds ADD COLUMN gone_since INTEGER;
ALTER TABLE feeds ADD COLUMN stopped_at INTEGER;

-- Until then its validators are not believed: they stayed the same over news.
ALTER TABLE feeds ADD COLUMN distrusted_until INTEGER;

DROP INDEX feeds_due;
CREATE INDEX feeds_due ON feeds (next_poll_at) WHERE paused = 0 AND stopped_at IS NULL;

-- A host that asks to be left alone.
CREATE INDEX feeds_host ON feeds (host);

-- The URLs that a feed had, its own and those of feeds that became one with it. They outlive it: added again, it is the same feed.
CREATE TABLE former_feed_urls (
  url     TEXT PRIMARY KEY,
  feed_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX former_feed_urls_feed ON former_feed_urls (feed_id);

-- The ids of feeds that became one with another.
CREATE TABLE former_feed_ids (
  id      TEXT PRIMARY KEY,
  feed_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX former_feed_ids_feed ON former_feed_ids (feed_id);
