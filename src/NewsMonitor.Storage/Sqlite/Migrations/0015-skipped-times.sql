-- When a feed asks not to be polled: bit h for the hour of the day, bit d for the day of the week (0 is Sunday), in GMT.
ALTER TABLE feeds ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;
