-- Which articles of a story an operator placed, without reading the articles.
CREATE INDEX articles_pinned ON articles (story_id) WHERE pinned = 1;
