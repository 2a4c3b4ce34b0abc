-- How often a replay of the delivery was asked for: an attempt that began before the last of them does not answer it.
ALTER TABLE deliveries ADD COLUMN replays INTEGER NOT NULL DEFAULT 0;
