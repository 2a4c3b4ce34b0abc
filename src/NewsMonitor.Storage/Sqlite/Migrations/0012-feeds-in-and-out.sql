-- What the feed's own host is shown (JSON, secret), and whether the pages of its articles are read for their text.
ALTER TABLE feeds ADD COLUMN access TEXT;
ALTER TABLE feeds ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0;

-- Null when the feed does not ask for pages, 'read' when the body is the page's, else why it is the feed's.
ALTER TABLE articles ADD COLUMN page TEXT;

-- The latest polls of each feed. The slots are used in turn (version modulo how many are kept), so a poll costs one write and removes the oldest.
CREATE TABLE feed_polls (
  feed_id     TEXT NOT NULL,
  slot        INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  duration    INTEGER NOT NULL,
  status      TEXT NOT NULL,
  http_status INTEGER,
  bytes       INTEGER NOT NULL,
  new         INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  error       TEXT,
  PRIMARY KEY (feed_id, slot)
) STRICT, WITHOUT ROWID;

-- Articles that wait for the text of their page: they become rows of articles when it has come, or when they have waited long enough.
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

CREATE INDEX awaited_pages_due ON awaited_pages (next_at);
CREATE INDEX awaited_pages_until ON awaited_pages (until_at);
