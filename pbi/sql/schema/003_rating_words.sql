-- The words of quarterly ratings and who considers each. Append-only, as 001.

CREATE TABLE rating_word (
    rating VARCHAR NOT NULL,          -- completed | on target | attention | amendment | aborted | not available
    label VARCHAR NOT NULL, symbol VARCHAR, colour VARCHAR, position INTEGER NOT NULL,
    role VARCHAR NOT NULL,            -- good | near | bad | unknown (not available)
    considered_by VARCHAR,            -- to whom it is escalated; NULL: nobody
    needs_commentary BOOLEAN NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (rating, version)
);
