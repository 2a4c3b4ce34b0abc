-- What a channel needs to know beside the URL and the secret, name to value, some of them secret.
ALTER TABLE endpoints ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

-- The secret before a change of it, which signs beside the new one until then.
ALTER TABLE endpoints ADD COLUMN previous_secret TEXT;
ALTER TABLE endpoints ADD COLUMN previous_secret_until INTEGER;
