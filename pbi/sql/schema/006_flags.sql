-- What people raise beside the figures, and when a panel looks deeper. Append-only, as 001.

CREATE TABLE flag (
    indicator VARCHAR NOT NULL, authority VARCHAR NOT NULL,
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    kind VARCHAR NOT NULL,            -- concern | excellence | media; a significant change is worked out, never written
    raised_by VARCHAR NOT NULL, reason VARCHAR NOT NULL, raised_on DATE NOT NULL,
    lowered_on DATE,                  -- the day it was taken back
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (indicator, authority, period, kind, raised_by, version)
);

CREATE TABLE deep_dive (                -- of an indicator or an objective
    subject VARCHAR NOT NULL, meeting_on DATE NOT NULL,
    indicator VARCHAR, objective VARCHAR, authority VARCHAR,
    led_by VARCHAR NOT NULL, done_on DATE,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (subject, meeting_on, version)
);
