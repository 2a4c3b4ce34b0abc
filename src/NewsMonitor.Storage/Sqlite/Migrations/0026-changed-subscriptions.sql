-- The version that a subscription's last change made: whoever knows one version reads what came after it, and not everything.
ALTER TABLE subscriptions ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;

CREATE INDEX subscriptions_changed ON subscriptions (changed);

-- The versions that were made by removing a subscription, the latest of them.
CREATE TABLE removed_subscriptions (
  version         INTEGER PRIMARY KEY,
  subscription_id TEXT NOT NULL
) STRICT;
