-- What an outlet said where that lay ahead of our clock; published_at is when the article was seen then.
ALTER TABLE articles ADD COLUMN published_claim_at INTEGER;
