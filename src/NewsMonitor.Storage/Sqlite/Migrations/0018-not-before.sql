-- Until then a feed or its host asks to be left alone, whenever the next poll is.
ALTER TABLE feeds ADD COLUMN not_before INTEGER;
