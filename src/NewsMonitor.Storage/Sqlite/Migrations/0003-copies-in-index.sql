-- The original of which an article is a copy: an index that is rebuilt counts a copy of a copy to the same original.
ALTER TABLE article_analysis ADD COLUMN copy_of TEXT;
