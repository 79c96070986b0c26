-- From which period a series has limits of its own, because a person said so. Append-only, as 001.

CREATE TABLE rebase (
    indicator VARCHAR NOT NULL, authority VARCHAR NOT NULL,
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    reason VARCHAR NOT NULL, author VARCHAR NOT NULL, set_on DATE NOT NULL,
    baseline INTEGER,                   -- limits from the first so many rows alone; NULL: from every row of the segment
    lifted_on DATE,                     -- the day it was taken back
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (indicator, authority, period, version)
);
