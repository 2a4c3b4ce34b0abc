-- Since when no subscription delivers there and nothing is pending, as was noticed; null while it is in use.
ALTER TABLE endpoints ADD COLUMN unused_since INTEGER;

CREATE INDEX endpoints_unused ON endpoints (unused_since) WHERE unused_since IS NOT NULL;
