-- What was said of each change when it was published, and why each test was not made. NULL in a publication of before.

ALTER TABLE publication_row ADD COLUMN movement VARCHAR;
ALTER TABLE publication_row ADD COLUMN chart_reason VARCHAR;
ALTER TABLE publication_row ADD COLUMN year_reason VARCHAR;
