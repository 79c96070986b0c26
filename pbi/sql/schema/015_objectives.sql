-- An objective says whose it is; without an authority it is of whoever keeps the store. As 001.
-- The table is empty when this is run: the facts are brought in from the journal afterwards.

DROP TABLE objective;

CREATE TABLE objective (
    code VARCHAR NOT NULL, title VARCHAR NOT NULL, plan VARCHAR, objective_group VARCHAR, service VARCHAR, authority VARCHAR,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (code, version)
);
