-- With how many articles an hour a match asked while its story was held: it asks with them still when the story is told. Null where it did not.
ALTER TABLE matches ADD COLUMN reached INTEGER;
