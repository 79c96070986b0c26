-- What was reported to whom: figures, targets, rules, statuses and counts as they stood, kept whole.
-- A publication is never worked out again; its rows are facts, and a later rule or figure does not touch them.

CREATE TABLE publication (
    publication VARCHAR NOT NULL, name VARCHAR NOT NULL,
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    scheme VARCHAR NOT NULL, as_of DATE,      -- as_of: only what had been received by that day; NULL: all
    authorities VARCHAR,                      -- as a list filter, |A|B|; NULL: all
    rules_version INTEGER NOT NULL,           -- the store's version when it was frozen
    program VARCHAR NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (publication, version)
);

CREATE TABLE publication_row (
    publication VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL, indicator_name VARCHAR NOT NULL,
    authority VARCHAR NOT NULL, authority_name VARCHAR NOT NULL, authority_kind VARCHAR NOT NULL,
    service VARCHAR, service_name VARCHAR, objective VARCHAR,
    unit VARCHAR NOT NULL, per DECIMAL(18, 6) NOT NULL, decimals INTEGER NOT NULL, polarity VARCHAR NOT NULL,
    outturn DECIMAL(18, 6), numerator DECIMAL(24, 6), denominator DECIMAL(24, 6),
    target DECIMAL(18, 6), target_lower DECIMAL(18, 6), target_upper DECIMAL(18, 6), target_kind VARCHAR,
    tolerance_basis VARCHAR, green_within DECIMAL(12, 4), amber_within DECIMAL(12, 4),
    good_cut DECIMAL(18, 6), near_cut DECIMAL(18, 6), inclusive BOOLEAN,
    variance DECIMAL(19, 6), status VARCHAR, label VARCHAR, letter VARCHAR, symbol VARCHAR, position INTEGER, role VARCHAR,
    stated_status VARCHAR, previous DECIMAL(18, 6), previous_period VARCHAR, change DECIMAL(19, 6), direction VARCHAR,
    untested VARCHAR,                         -- why the change was not tested; else how far it may lie from what was measured
    change_lower DECIMAL(19, 6), change_upper DECIMAL(19, 6), change_lower_95 DECIMAL(19, 6), change_upper_95 DECIMAL(19, 6),
    availability VARCHAR, origin VARCHAR, restated BOOLEAN, members_reporting INTEGER, members_expected INTEGER,
    submission VARCHAR, sheet VARCHAR, cell VARCHAR,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (publication, indicator, authority, version)
);

CREATE TABLE publication_count (
    publication VARCHAR NOT NULL,
    basis VARCHAR NOT NULL, authority VARCHAR NOT NULL, service VARCHAR NOT NULL,
    status VARCHAR NOT NULL, label VARCHAR NOT NULL, letter VARCHAR, symbol VARCHAR, role VARCHAR NOT NULL,
    position INTEGER NOT NULL, count INTEGER NOT NULL, base INTEGER NOT NULL, percent DECIMAL(5, 1),
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (publication, basis, authority, service, status, version)
);
