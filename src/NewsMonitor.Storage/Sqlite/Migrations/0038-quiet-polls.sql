-- Polls are numbered, so that those beyond a limit can be told and removed in one step, whichever table they are in.
CREATE TABLE numbered_polls (
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

INSERT INTO numbered_polls
SELECT p.feed_id, feeds.polls - row_number() OVER (PARTITION BY p.feed_id ORDER BY p.version DESC),
       p.version, p.at, p.duration, p.status, p.http_status, p.bytes, p.new, p.changed, p.error
FROM (
  SELECT feed_id, version, at, duration, status, http_status, bytes, new, changed, error FROM feed_polls
  UNION ALL
  SELECT feeds.id, poll.value ->> 1, poll.value ->> 2, poll.value ->> 3, 'NotModified', nullif(poll.value ->> 4, 0), poll.value ->> 5, 0, 0, NULL
  FROM feeds, json_each('[' || recent_polls || ']') AS poll WHERE recent_polls IS NOT NULL
) AS p JOIN feeds ON feeds.id = p.feed_id;

DROP TABLE feed_polls;
ALTER TABLE numbered_polls RENAME TO feed_polls;
UPDATE feeds SET recent_polls = NULL WHERE recent_polls IS NOT NULL;

-- Polls that brought nothing, which are nearly all, go from the feed's row to the history in eights: items of a JSON array, as they stood there.
CREATE TABLE feed_quiet_polls (
  feed_id TEXT NOT NULL,
  eighth  INTEGER NOT NULL,       -- the last one's number, divided by eight
  at      INTEGER NOT NULL,       -- of the last one
  polls   TEXT NOT NULL,
  PRIMARY KEY (feed_id, eighth)
) STRICT, WITHOUT ROWID;
