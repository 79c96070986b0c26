-- Over whom a partnership's change was, where its members had changed since the year before.

ALTER TABLE publication_row ADD COLUMN compared_outturn DECIMAL(18, 6);
ALTER TABLE publication_row ADD COLUMN compared_over VARCHAR;
ALTER TABLE publication_row ADD COLUMN membership VARCHAR;
