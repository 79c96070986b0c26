-- What people said the columns of a table are for, kept for the next table that looks the same. Append-only, as 001.

CREATE TABLE mapping (
    fingerprint VARCHAR NOT NULL,     -- of the table's headings in their order, their periods left out
    authority VARCHAR,                -- whose tables; NULL: whoever sends one
    sheet VARCHAR,                    -- where it was first seen, for people
    heading VARCHAR NOT NULL,         -- as it is known again: "total incidents <period>"
    role VARCHAR NOT NULL,            -- authority | authority code | period | indicator | figure | … | not read
    indicator VARCHAR,                -- of a figure: the code it is, where it is one of the catalogue
    name VARCHAR, unit VARCHAR,       -- of a figure: what it counts, and in what
    years VARCHAR,                    -- how bare years are meant: calendar | starting | ending
    position INTEGER NOT NULL,        -- of the column among the table's
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (fingerprint, authority, heading, version)
);
