-- Stories of before there were second thoughts: without a time they would get neither a second look nor a face.
UPDATE stories SET review_at = latest_at WHERE state = 'Open' AND review_at IS NULL;
