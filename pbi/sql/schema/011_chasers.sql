-- Letters that were sent to authorities because a return had not come. Append-only, as 001; taking one back is a new row.

CREATE TABLE chaser (
    chaser VARCHAR NOT NULL,            -- CH1, CH2, … in the order in which they were recorded
    authority VARCHAR NOT NULL,
    service VARCHAR,                    -- NULL: about every service
    period VARCHAR NOT NULL,            -- of the return that had not come
    sent_on DATE NOT NULL, sent_by VARCHAR NOT NULL,
    text VARCHAR NOT NULL,              -- the letter as it was sent
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (chaser, version)
);
