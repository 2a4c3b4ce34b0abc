-- The latest quiet polls, as items of a JSON array, which have not gone to feed_polls yet: a poll that brings nothing then writes its feed's row alone.
ALTER TABLE feeds ADD COLUMN recent_polls TEXT;
