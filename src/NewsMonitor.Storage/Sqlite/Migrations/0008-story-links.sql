-- Links between stories of different languages that report one event.

CREATE TABLE story_links (
  first_id  TEXT NOT NULL,             -- ordinally before the second
  second_id TEXT NOT NULL,
  score     REAL NOT NULL,
  reasons   TEXT NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (first_id, second_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_links_second ON story_links (second_id);

-- What the links of open stories are found by: an index is rebuilt from this.
CREATE TABLE story_link_profiles (
  story_id TEXT PRIMARY KEY,
  profile  BLOB NOT NULL
) STRICT;

-- Stories to look at (again), in the order in which they came to wait.
CREATE TABLE story_link_work (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id TEXT NOT NULL UNIQUE,
  version  INTEGER NOT NULL
) STRICT;

-- Whoever changes a story raises its version: no writer can forget the links.
CREATE TRIGGER stories_link_begun AFTER INSERT ON stories
BEGIN
  INSERT INTO story_link_work (story_id, version) VALUES (NEW.id, 1) ON CONFLICT (story_id) DO UPDATE SET version = version + 1;
END;

CREATE TRIGGER stories_link_changed AFTER UPDATE OF version ON stories
BEGIN
  INSERT INTO story_link_work (story_id, version) VALUES (NEW.id, 1) ON CONFLICT (story_id) DO UPDATE SET version = version + 1;
END;

INSERT INTO story_link_work (story_id, version) SELECT id, 1 FROM stories WHERE state = 'Open' ORDER BY latest_at;
