-- What articles add to their stories, how stories develop by it, and what stories show of their articles.

ALTER TABLE articles ADD COLUMN adds TEXT;           -- what it told that its story had not; null where that was not found out
ALTER TABLE articles ADD COLUMN development TEXT;    -- how its story materially developed by it; null when it did not

CREATE INDEX articles_development ON articles (story_id, assignment) WHERE development IS NOT NULL;

ALTER TABLE stories ADD COLUMN headline_article TEXT;
ALTER TABLE stories ADD COLUMN latest_independent_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN memory TEXT;          -- what tells a development from another report of the same
ALTER TABLE stories ADD COLUMN face TEXT;

UPDATE stories
SET latest_independent_at = latest_at,
    headline_article = (SELECT id FROM articles WHERE story_id = stories.id ORDER BY assignment LIMIT 1);
