-- What the engine could not take is few, and looked for often.
CREATE INDEX articles_set_aside ON articles (first_seen_at) WHERE set_aside IS NOT NULL;
