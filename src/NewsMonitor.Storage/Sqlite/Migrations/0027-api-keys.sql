-- Keys to the API. The key itself is stored nowhere.
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

CREATE INDEX api_keys_subscriber ON api_keys (subscriber, id);

-- Requests sent under an Idempotency-Key, and their answers, which nobody can read without that key.
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

CREATE INDEX answers_caller ON answers (caller, created_at);
CREATE INDEX answers_created ON answers (created_at);
