-- That an endpoint is disabled concerns the subscriptions that deliver there: it is in their feeds and streams, too.
INSERT INTO alert_subscriptions (subscription_id, alert_seq)
SELECT DISTINCT value, seq FROM alerts, json_each(alerts.subscriptions) WHERE occasion = 'Notice'
ON CONFLICT DO NOTHING;
