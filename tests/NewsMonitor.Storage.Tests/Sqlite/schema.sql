CREATE TRIGGER stories_link_begun AFTER INSERT ON stories
BEGIN
  INSERT INTO story_link_work (story_id, version) VALUES (NEW.id, 1) ON CONFLICT (story_id) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER stories_link_changed AFTER UPDATE OF version ON stories
BEGIN
  INSERT INTO story_link_work (story_id, version) VALUES (NEW.id, 1) ON CONFLICT (story_id) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER websub_feed_removed AFTER DELETE ON feeds
BEGIN
  UPDATE websub SET due_at = 0, version = version + 1 WHERE feed_id = OLD.id;
END;

CREATE TRIGGER websub_feed_resumed AFTER UPDATE OF paused, stopped_at ON feeds
WHEN OLD.paused <> NEW.paused OR (OLD.stopped_at IS NULL) <> (NEW.stopped_at IS NULL)
BEGIN
  UPDATE websub SET due_at = 0, version = version + 1 WHERE feed_id = OLD.id;
END;

CREATE TABLE alert_subscriptions (
  subscription_id TEXT NOT NULL,
  alert_seq       INTEGER NOT NULL,
  PRIMARY KEY (subscription_id, alert_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE "alerts" (
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

CREATE TABLE answers (
  caller        TEXT NOT NULL,
  key           TEXT NOT NULL,      -- a hash
  request       TEXT NOT NULL,      -- a hash
  claim         TEXT,               -- who is at it; null when it is answered
  claimed_until INTEGER,
  answer        BLOB,
  created_at    INTEGER NOT NULL,
  UNIQUE (caller, key)
) STRICT;

CREATE TABLE api_keys (
  id           TEXT PRIMARY KEY,
  name         TEXT NOT NULL,
  scope        TEXT NOT NULL,
  subscriber   TEXT,
  prefix       TEXT NOT NULL UNIQUE,
  hash         TEXT NOT NULL,
  old_prefix   TEXT UNIQUE,         -- before the last rotation
  old_hash     TEXT,
  old_until    INTEGER,
  created_at   INTEGER NOT NULL,
  rotated_at   INTEGER,
  last_used_at INTEGER
) STRICT;

CREATE TABLE article_analysis (
  seq        INTEGER PRIMARY KEY, -- of the article
  article_id TEXT NOT NULL,
  analysis   BLOB NOT NULL
, copy_of TEXT) STRICT;

CREATE TABLE articles (
  seq           INTEGER PRIMARY KEY AUTOINCREMENT,
  id            TEXT NOT NULL UNIQUE,
  feed_id       TEXT NOT NULL,
  identity      TEXT NOT NULL,
  source        TEXT NOT NULL,
  url           TEXT,
  title         TEXT NOT NULL,
  body          TEXT NOT NULL,
  author        TEXT,
  categories    TEXT NOT NULL,
  language      TEXT NOT NULL,
  published_at  INTEGER,
  first_seen_at INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  content_hash  TEXT NOT NULL,
  story_id      TEXT,             -- null while pending
  assignment    INTEGER,          -- order in which articles got their stories
  assigned_at   INTEGER,
  copy_of       TEXT,
  score         REAL,
  margin        REAL,
  began         INTEGER,
  reasons       TEXT,
  set_aside     TEXT, original TEXT, pinned INTEGER NOT NULL DEFAULT 0, adds TEXT, development TEXT, page TEXT, published_claim_at INTEGER,             -- why the engine could not take it
  UNIQUE (feed_id, identity)
) STRICT;

CREATE TABLE attempts (
  delivery_id TEXT NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  duration    INTEGER NOT NULL,
  http_status INTEGER,
  error       TEXT,
  PRIMARY KEY (delivery_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE awaited_pages (
  article_id   TEXT PRIMARY KEY,
  content_hash TEXT NOT NULL,
  article      TEXT NOT NULL,    -- JSON
  url          TEXT NOT NULL,
  host         TEXT NOT NULL,
  bucket       INTEGER NOT NULL,
  next_at      INTEGER NOT NULL,
  until_at     INTEGER NOT NULL,
  attempts     INTEGER NOT NULL DEFAULT 0,
  hops         INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE deliveries (
  id              TEXT PRIMARY KEY,
  alert_id        TEXT NOT NULL REFERENCES alerts (id),
  endpoint_id     TEXT NOT NULL REFERENCES endpoints (id),
  state           TEXT NOT NULL,
  payload         TEXT NOT NULL,
  attempts        INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER,
  created_at      INTEGER NOT NULL,
  last_error      TEXT, reference TEXT, sequence INTEGER NOT NULL DEFAULT 0, replayed_after INTEGER NOT NULL DEFAULT 0, replays INTEGER NOT NULL DEFAULT 0,
  UNIQUE (alert_id, endpoint_id)
) STRICT;

CREATE TABLE dropped (
  subscription_id TEXT NOT NULL,
  story_id        TEXT NOT NULL,     -- as it is now: merges and splits move these rows
  at              INTEGER NOT NULL,
  sources         INTEGER NOT NULL,  -- independent ones
  assignment      INTEGER NOT NULL,  -- the story's highest
  PRIMARY KEY (subscription_id, story_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE endpoints (
  id              TEXT PRIMARY KEY,
  subscriber      TEXT NOT NULL,
  type            TEXT NOT NULL,
  url             TEXT,
  secret          TEXT,
  disabled_reason TEXT
, settings TEXT NOT NULL DEFAULT '{}', previous_secret TEXT, previous_secret_until INTEGER, ordered INTEGER NOT NULL DEFAULT 0, failing_since INTEGER, last_failure_at INTEGER, failures INTEGER NOT NULL DEFAULT 0, unused_since INTEGER) STRICT;

CREATE TABLE event_log (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  type    TEXT NOT NULL,
  subject TEXT NOT NULL,
  data    TEXT NOT NULL
) STRICT;

CREATE TABLE "feed_polls" (
  feed_id     TEXT NOT NULL,
  number      INTEGER NOT NULL,   -- of the feed's polls, from 0; as feeds.polls was then
  version     INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  duration    INTEGER NOT NULL,
  status      TEXT NOT NULL,
  http_status INTEGER,
  bytes       INTEGER NOT NULL,
  new         INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  error       TEXT,
  PRIMARY KEY (feed_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_quiet_polls (
  feed_id TEXT NOT NULL,
  eighth  INTEGER NOT NULL,       -- the last one's number, divided by eight
  at      INTEGER NOT NULL,       -- of the last one
  polls   TEXT NOT NULL,
  PRIMARY KEY (feed_id, eighth)
) STRICT, WITHOUT ROWID;

CREATE TABLE feeds (
  id               TEXT PRIMARY KEY,
  url              TEXT NOT NULL UNIQUE,
  host             TEXT NOT NULL,
  bucket           INTEGER NOT NULL,
  title            TEXT,             -- the operator's, which wins over
  own_title        TEXT,             -- the feed's
  site_url         TEXT,
  language         TEXT,
  tags             TEXT NOT NULL,
  added_at         INTEGER NOT NULL,
  paused           INTEGER NOT NULL DEFAULT 0,
  version          INTEGER NOT NULL DEFAULT 0,
  etag             TEXT,
  last_modified    TEXT,
  body_hash        TEXT,
  next_poll_at     INTEGER NOT NULL,
  next_poll_reason TEXT NOT NULL,
  last_poll_at     INTEGER,
  status           TEXT NOT NULL,
  http_status      INTEGER,
  error            TEXT,
  last_success_at  INTEGER,
  failures         INTEGER NOT NULL DEFAULT 0,
  interval         INTEGER,
  requested        INTEGER,
  last_news_at     INTEGER
, access TEXT, full_text INTEGER NOT NULL DEFAULT 0, move_to TEXT, move_since INTEGER, move_seen INTEGER, gone_since INTEGER, stopped_at INTEGER, distrusted_until INTEGER, skip_hours INTEGER NOT NULL DEFAULT 0, skip_days INTEGER NOT NULL DEFAULT 0, polls INTEGER NOT NULL DEFAULT 0, missed_news INTEGER NOT NULL DEFAULT 0, not_before INTEGER, recent_polls TEXT) STRICT;

CREATE TABLE former_feed_ids (
  id      TEXT PRIMARY KEY,
  feed_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE former_feed_urls (
  url     TEXT PRIMARY KEY,
  feed_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE gathered (
  subscriber TEXT NOT NULL,
  key        TEXT NOT NULL,      -- under which they were held
  version    INTEGER NOT NULL,
  stories    TEXT NOT NULL,      -- JSON: how many, and the first of them
  PRIMARY KEY (subscriber, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE judgements (
  subscriber TEXT NOT NULL,
  story_id   TEXT NOT NULL,
  due_at     INTEGER NOT NULL,
  version    INTEGER NOT NULL, held_at INTEGER, held_until INTEGER, held_reason TEXT, together TEXT,
  PRIMARY KEY (subscriber, story_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE matches (
  subscription_id TEXT NOT NULL,
  story_id        TEXT NOT NULL,
  subscriber      TEXT NOT NULL,
  article_id      TEXT NOT NULL,
  why             TEXT NOT NULL,
  at              INTEGER NOT NULL, residual TEXT NOT NULL DEFAULT '', reached INTEGER,
  PRIMARY KEY (subscription_id, story_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE probe (filler BLOB NOT NULL) STRICT;

CREATE TABLE removed_subscriptions (
  version         INTEGER PRIMARY KEY,
  subscription_id TEXT NOT NULL
) STRICT;

CREATE TABLE stories (
  id                  TEXT PRIMARY KEY,
  language            TEXT NOT NULL,
  headline            TEXT NOT NULL,
  url                 TEXT,
  state               TEXT NOT NULL,
  first_seen_at       INTEGER NOT NULL,
  latest_at           INTEGER NOT NULL,
  first_published_at  INTEGER,
  latest_published_at INTEGER,
  articles            INTEGER NOT NULL,
  sources             INTEGER NOT NULL,
  independent_sources INTEGER NOT NULL
, version INTEGER NOT NULL DEFAULT 0, change INTEGER NOT NULL DEFAULT 0, merged_into TEXT, split_from TEXT, review_at INTEGER, headline_article TEXT, latest_independent_at INTEGER NOT NULL DEFAULT 0, memory TEXT, face TEXT) STRICT;

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
, assignment INTEGER) STRICT;

CREATE TABLE story_events (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id   TEXT NOT NULL,
  article_id TEXT NOT NULL UNIQUE,
  language   TEXT NOT NULL,
  kind       TEXT NOT NULL,
  at         INTEGER NOT NULL
) STRICT;

CREATE TABLE story_link_profiles (
  story_id TEXT PRIMARY KEY,
  profile  BLOB NOT NULL
) STRICT;

CREATE TABLE story_link_work (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id TEXT NOT NULL UNIQUE,
  version  INTEGER NOT NULL
) STRICT;

CREATE TABLE story_links (
  first_id  TEXT NOT NULL,             -- ordinally before the second
  second_id TEXT NOT NULL,
  score     REAL NOT NULL,
  reasons   TEXT NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (first_id, second_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_retractions (
  story_id TEXT PRIMARY KEY,
  at       INTEGER NOT NULL,
  author   TEXT NOT NULL,
  reason   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE story_separations (
  story_id TEXT NOT NULL,
  other_id TEXT NOT NULL,
  PRIMARY KEY (story_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription_endpoints (
  subscription_id TEXT NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
  endpoint_id     TEXT NOT NULL REFERENCES endpoints (id),
  position        INTEGER NOT NULL,
  PRIMARY KEY (subscription_id, endpoint_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
  id          TEXT PRIMARY KEY,
  subscriber  TEXT NOT NULL,
  name        TEXT NOT NULL,
  query       TEXT NOT NULL,
  min_sources INTEGER NOT NULL,
  time_zone   TEXT,
  created_at  INTEGER NOT NULL,
  paused      INTEGER NOT NULL DEFAULT 0
, digest TEXT, quiet TEXT, changed INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE subscriptions_version (
  only    INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE told (
  subscriber TEXT NOT NULL,
  story_id   TEXT NOT NULL,
  alert_id   TEXT NOT NULL,
  occasion   TEXT NOT NULL,
  articles   TEXT NOT NULL, corrected_by INTEGER, retracted INTEGER NOT NULL DEFAULT 0,         -- those of the story for which the subscriptions matched that asked; empty when that is not known
  PRIMARY KEY (subscriber, story_id, alert_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE told_merges (
  alert_id   TEXT NOT NULL,
  change_seq INTEGER NOT NULL,      -- the merge, in story_changes
  other_id   TEXT NOT NULL,         -- the half of which the alert's subscriber had not been told
  PRIMARY KEY (alert_id, change_seq)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX alerts_sent ON alerts (subscriber, created_at) WHERE part_of IS NULL;

CREATE INDEX alerts_story ON alerts (story_id, subscriber);

CREATE INDEX alerts_subscriber ON alerts (subscriber, seq);

CREATE INDEX answers_caller ON answers (caller, created_at);

CREATE INDEX answers_created ON answers (created_at);

CREATE INDEX api_keys_subscriber ON api_keys (subscriber, id);

CREATE INDEX articles_arrival ON articles (first_seen_at);

CREATE INDEX articles_development ON articles (story_id, assignment) WHERE development IS NOT NULL;

CREATE INDEX articles_feed ON articles (feed_id, seq);

CREATE INDEX articles_pending ON articles (language, seq) WHERE story_id IS NULL AND set_aside IS NULL;

CREATE INDEX articles_pinned ON articles (story_id) WHERE pinned = 1;

CREATE INDEX articles_set_aside ON articles (first_seen_at) WHERE set_aside IS NOT NULL;

CREATE INDEX articles_story ON articles (story_id, assignment) WHERE story_id IS NOT NULL;

CREATE INDEX articles_story_source ON articles (story_id, source, copy_of) WHERE story_id IS NOT NULL;

CREATE INDEX attempts_at ON attempts (at);

CREATE INDEX awaited_pages_due ON awaited_pages (next_at);

CREATE INDEX awaited_pages_until ON awaited_pages (until_at);

CREATE INDEX deliveries_due ON deliveries (endpoint_id, next_attempt_at) WHERE state = 'Pending';

CREATE INDEX deliveries_endpoint ON deliveries (endpoint_id, sequence);

CREATE INDEX deliveries_given_up ON deliveries (state, sequence) WHERE state = 'Dead' OR state = 'Cancelled';

CREATE INDEX deliveries_next ON deliveries (next_attempt_at, endpoint_id) WHERE state = 'Pending';

CREATE INDEX deliveries_queue ON deliveries (endpoint_id, sequence) WHERE state = 'Pending';

CREATE UNIQUE INDEX deliveries_sequence ON deliveries (sequence);

CREATE INDEX dropped_story ON dropped (story_id);

CREATE INDEX endpoints_subscriber ON endpoints (subscriber);

CREATE INDEX endpoints_unused ON endpoints (unused_since) WHERE unused_since IS NOT NULL;

CREATE INDEX feeds_due ON feeds (next_poll_at) WHERE paused = 0 AND stopped_at IS NULL;

CREATE INDEX feeds_host ON feeds (host);

CREATE INDEX former_feed_ids_feed ON former_feed_ids (feed_id);

CREATE INDEX former_feed_urls_feed ON former_feed_urls (feed_id);

CREATE INDEX judgements_due ON judgements (due_at);

CREATE INDEX judgements_story ON judgements (story_id);

CREATE INDEX judgements_subscriber ON judgements (subscriber, due_at);

CREATE INDEX judgements_together ON judgements (subscriber, together) WHERE together IS NOT NULL;

CREATE INDEX matches_story ON matches (story_id, subscriber);

CREATE INDEX mutes_story ON mutes (story_id);

CREATE INDEX stories_latest ON stories (latest_at, id);

CREATE INDEX stories_merged ON stories (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX stories_open ON stories (language, latest_at) WHERE state = 'Open';

CREATE INDEX stories_review ON stories (language, review_at) WHERE review_at IS NOT NULL;

CREATE INDEX story_changes_from ON story_changes (from_id, seq);

CREATE INDEX story_changes_language ON story_changes (language, seq);

CREATE INDEX story_changes_pending ON story_changes (language, seq) WHERE pending = 1;

CREATE INDEX story_changes_pending_from ON story_changes (from_id) WHERE pending = 1;

CREATE INDEX story_changes_pending_to ON story_changes (to_id) WHERE pending = 1;

CREATE INDEX story_changes_to ON story_changes (to_id, seq);

CREATE INDEX story_events_language ON story_events (language, seq);

CREATE INDEX story_links_second ON story_links (second_id);

CREATE INDEX subscription_endpoints_endpoint ON subscription_endpoints (endpoint_id);

CREATE INDEX subscriptions_changed ON subscriptions (changed);

CREATE INDEX subscriptions_subscriber ON subscriptions (subscriber, id);

CREATE INDEX told_alert ON told (alert_id);

CREATE INDEX told_story ON told (story_id);

CREATE INDEX websub_due ON websub (due_at);

CREATE UNIQUE INDEX websub_feed ON websub (feed_id) WHERE state <> 'Ending';

CREATE INDEX websub_feeds ON websub (feed_id);
