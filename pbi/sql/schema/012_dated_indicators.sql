-- An indicator described again from another day on is another row: what was true before that day stays. As 001.
-- The tables are empty when this is run: the facts are brought in from the journal afterwards.

DROP TABLE indicator;

CREATE TABLE indicator (
    code VARCHAR NOT NULL, name VARCHAR NOT NULL, definition VARCHAR, service VARCHAR, objective VARCHAR,
    unit VARCHAR NOT NULL,            -- percent | number | currency | days | rate | ratio
    per DECIMAL(18, 6) NOT NULL,      -- outturn = per × numerator ÷ denominator: 100 for a percent, N for a rate per N, else 1
    polarity VARCHAR NOT NULL, polarity_source VARCHAR,
    frequency VARCHAR, across_authorities VARCHAR NOT NULL, across_periods VARCHAR NOT NULL,
    accumulates BOOLEAN NOT NULL, decimals INTEGER NOT NULL, control VARCHAR, standing VARCHAR,
    lifecycle VARCHAR NOT NULL, ratified_by VARCHAR, replaced_by VARCHAR, comparable_from DATE,
    valid_from DATE, valid_to DATE,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (code, valid_from, version)
);
