-- When a subscription is told: in digests, and in which hours not. JSON; null for at once and for any hour.
ALTER TABLE subscriptions ADD COLUMN digest TEXT;
ALTER TABLE subscriptions ADD COLUMN quiet TEXT;
