-- What the index of stories saw in an article of an open story: an index is rebuilt from this, whatever became of the text since.
CREATE TABLE article_analysis (
  seq        INTEGER PRIMARY KEY, -- of the article
  article_id TEXT NOT NULL,
  analysis   BLOB NOT NULL
) STRICT;
