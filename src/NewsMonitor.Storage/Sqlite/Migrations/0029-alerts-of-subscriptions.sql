-- Alerts of one story each by the subscriptions that asked for them: a subscription's feed and its stream read them in order.
CREATE TABLE alert_subscriptions (
  subscription_id TEXT NOT NULL,
  alert_seq       INTEGER NOT NULL,
  PRIMARY KEY (subscription_id, alert_seq)
) STRICT, WITHOUT ROWID;

INSERT INTO alert_subscriptions (subscription_id, alert_seq)
SELECT DISTINCT value, seq FROM alerts, json_each(alerts.subscriptions) WHERE occasion NOT IN ('Digest', 'More');
