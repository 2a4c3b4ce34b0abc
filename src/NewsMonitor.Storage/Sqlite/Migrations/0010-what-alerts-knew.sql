-- What an alert knew of its story, by order rather than by the clock: what was assigned while it was decided is still news.
ALTER TABLE alerts ADD COLUMN assignment INTEGER;    -- the story's highest then; null for alerts from before this column

-- A merge takes a story's judgements along.
CREATE INDEX judgements_story ON judgements (story_id);
