-- What is told together and is too much for one transaction: the stories that are told of already, until the alert that tells of them is written.
CREATE TABLE gathered (
  subscriber TEXT NOT NULL,
  key        TEXT NOT NULL,      -- under which they were held
  version    INTEGER NOT NULL,
  stories    TEXT NOT NULL,      -- JSON: how many, and the first of them
  PRIMARY KEY (subscriber, key)
) STRICT, WITHOUT ROWID;
