-- What the story has to be for a match to ask: predicates of the story, empty for none.
ALTER TABLE matches ADD COLUMN residual TEXT NOT NULL DEFAULT '';
