-- Whom an authority compares itself with: its nearest neighbours, a region, whatever list it imports. Append-only, as 001.

CREATE TABLE comparator_group (
    comparators VARCHAR NOT NULL,     -- the group's code
    name VARCHAR NOT NULL, authority VARCHAR NOT NULL,
    source VARCHAR,                   -- who drew the list up, and when
    valid_from DATE NOT NULL, valid_to DATE,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (comparators, authority, valid_from, version)
);
