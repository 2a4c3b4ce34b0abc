-- The order of writing, which is the order of the alerts.
ALTER TABLE deliveries ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE deliveries SET sequence = rowid;

-- Attempts made before the delivery was last replayed: its retries are counted from there.
ALTER TABLE deliveries ADD COLUMN replayed_after INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX deliveries_sequence ON deliveries (sequence);
CREATE INDEX deliveries_endpoint ON deliveries (endpoint_id, sequence);

-- What was given up, of all endpoints: a state may be asked for alone.
DROP INDEX deliveries_dead;
CREATE INDEX deliveries_given_up ON deliveries (state, sequence) WHERE state = 'Dead' OR state = 'Cancelled';

-- What waits for endpoints that take their deliveries in order.
CREATE INDEX deliveries_queue ON deliveries (endpoint_id, sequence) WHERE state = 'Pending';

-- Attempts are kept for a while.
CREATE INDEX attempts_at ON attempts (at);

ALTER TABLE endpoints ADD COLUMN ordered INTEGER NOT NULL DEFAULT 0;

-- How attempts have failed since the last one that succeeded.
ALTER TABLE endpoints ADD COLUMN failing_since INTEGER;
ALTER TABLE endpoints ADD COLUMN last_failure_at INTEGER;
ALTER TABLE endpoints ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;

CREATE INDEX endpoints_subscriber ON endpoints (subscriber);
