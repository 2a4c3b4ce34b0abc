-- What a channel calls the message that it made of a delivery: the story's next alert changes that message in place.
ALTER TABLE deliveries ADD COLUMN reference TEXT;

-- From an alert to the story that it tells of now.
CREATE INDEX told_alert ON told (alert_id);
