-- What demand is measured in, and what an Inter-Authority Agreement says beside its shares. Append-only, as 001.

CREATE TABLE demand_weight (            -- an indicator with a weight counts as demand; 1 for plain volume
    partnership VARCHAR NOT NULL, indicator VARCHAR NOT NULL, hours_per_case DECIMAL(12, 6) NOT NULL,
    valid_from DATE NOT NULL, valid_to DATE,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (partnership, indicator, valid_from, version)
);

CREATE TABLE budget (                   -- what the members pay together, in pounds
    partnership VARCHAR NOT NULL,
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    amount DECIMAL(18, 2) NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (partnership, period, version)
);

CREATE TABLE agreement_tolerance (      -- how far a share of demand may lie from the agreed share, in points
    partnership VARCHAR NOT NULL, points DECIMAL(12, 6) NOT NULL, valid_from DATE NOT NULL, valid_to DATE,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (partnership, valid_from, version)
);
