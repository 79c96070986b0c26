-- The store's tables. Every table is append-only.
-- version: the journal line that brought the row. received_on: the day it was received, which "as of" looks at.
-- withdrawn: TRUE where an undo took the fact back and nothing stood there before.
-- The row that holds is the latest by (received_on, version) among those received by the day asked about.

CREATE TABLE entry (
    version      INTEGER PRIMARY KEY,
    kind         VARCHAR NOT NULL,
    recorded_at  TIMESTAMP NOT NULL,
    recorded_by  VARCHAR NOT NULL,
    received_on  DATE NOT NULL,
    back_dated   BOOLEAN NOT NULL,
    submission   VARCHAR,
    sha256       VARCHAR,
    filename     VARCHAR,
    layout       VARCHAR,
    note         VARCHAR,
    detail       VARCHAR,
    hash         VARCHAR NOT NULL
);

CREATE TABLE authority (   -- names stand in order without case and accents: an Ŵ with the W, not after the Z
    code VARCHAR NOT NULL, name VARCHAR COLLATE NOCASE.NOACCENT NOT NULL, kind VARCHAR NOT NULL, successor VARCHAR,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (code, version)
);

CREATE TABLE authority_alias (
    alias VARCHAR NOT NULL, authority VARCHAR NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (alias, version)
);

CREATE TABLE membership (
    partnership VARCHAR NOT NULL, authority VARCHAR NOT NULL, valid_from DATE NOT NULL, valid_to DATE,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (partnership, authority, valid_from, version)
);

CREATE TABLE service (
    code VARCHAR NOT NULL, name VARCHAR COLLATE NOCASE.NOACCENT NOT NULL, parent VARCHAR, purpose VARCHAR, position INTEGER,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (code, version)
);

CREATE TABLE objective (
    code VARCHAR NOT NULL, title VARCHAR NOT NULL, plan VARCHAR, objective_group VARCHAR, service VARCHAR,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (code, version)
);

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
    UNIQUE (code, version)
);

CREATE TABLE target (
    indicator VARCHAR NOT NULL, authority VARCHAR,   -- authority NULL: for every authority (never for a partnership)
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    value DECIMAL(18, 6), lower DECIMAL(18, 6), upper DECIMAL(18, 6), kind VARCHAR NOT NULL,
    submission VARCHAR, sheet VARCHAR, cell VARCHAR,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (indicator, authority, period, kind, version)
);

CREATE TABLE tolerance (
    scheme VARCHAR, authority VARCHAR, indicator VARCHAR,
    basis VARCHAR NOT NULL,           -- relative | points | values
    green_within DECIMAL(12, 4), amber_within DECIMAL(12, 4), good_cut DECIMAL(18, 6), near_cut DECIMAL(18, 6),
    inclusive BOOLEAN NOT NULL, valid_from DATE NOT NULL, valid_to DATE,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (scheme, authority, indicator, valid_from, version)
);

CREATE TABLE scheme (
    scheme VARCHAR NOT NULL, name VARCHAR NOT NULL, status VARCHAR NOT NULL, label VARCHAR NOT NULL,
    letter VARCHAR, symbol VARCHAR, position INTEGER NOT NULL,
    role VARCHAR NOT NULL,            -- good | near | bad | unknown | data only
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (scheme, status, version)
);

CREATE TABLE status_alias (
    alias VARCHAR NOT NULL, role VARCHAR NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (alias, version)
);

CREATE TABLE agreement_share (
    partnership VARCHAR NOT NULL, authority VARCHAR NOT NULL, share DECIMAL(12, 6) NOT NULL,
    valid_from DATE NOT NULL, valid_to DATE,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (partnership, authority, valid_from, version)
);

CREATE TABLE circumstance (
    indicator VARCHAR NOT NULL, authority VARCHAR NOT NULL,
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    reason VARCHAR NOT NULL, guidance VARCHAR, whose_view VARCHAR NOT NULL, approver VARCHAR, until DATE,
    adjusted_numerator DECIMAL(18, 6), adjusted_denominator DECIMAL(18, 6), adjusted_outturn DECIMAL(18, 6),
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (indicator, authority, period, version)
);

CREATE TABLE outturn (
    indicator VARCHAR NOT NULL, authority VARCHAR NOT NULL,
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    value DECIMAL(18, 6), numerator DECIMAL(18, 6), denominator DECIMAL(18, 6),
    availability VARCHAR, stated_status VARCHAR,
    submission VARCHAR NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (indicator, authority, period, version)
);

CREATE TABLE commentary (
    authority VARCHAR NOT NULL, indicator VARCHAR, service VARCHAR,
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    kind VARCHAR NOT NULL, text VARCHAR NOT NULL,
    submission VARCHAR NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE
);

CREATE TABLE achievement (
    authority VARCHAR NOT NULL, service VARCHAR, title VARCHAR NOT NULL,
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    from_value DECIMAL(18, 6), to_value DECIMAL(18, 6), unit VARCHAR,
    submission VARCHAR NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (authority, title, period, version)
);

CREATE TABLE action (
    authority VARCHAR NOT NULL, code VARCHAR NOT NULL, title VARCHAR NOT NULL, description VARCHAR, outcome VARCHAR,
    objective VARCHAR, service VARCHAR, indicator VARCHAR, owner VARCHAR,
    start_on DATE, due DATE, due_text VARCHAR, revised_due DATE, completed_on DATE, cancelled BOOLEAN NOT NULL,
    progress DECIMAL(9, 4), cost DECIMAL(18, 2), compensatory_saving DECIMAL(18, 2),
    stated_status VARCHAR, comments VARCHAR,
    submission VARCHAR NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (authority, code, version)
);

CREATE TABLE milestone (
    authority VARCHAR NOT NULL, action VARCHAR NOT NULL, title VARCHAR NOT NULL, due DATE, completed_on DATE,
    submission VARCHAR NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (authority, action, title, version)
);

CREATE TABLE rating (
    authority VARCHAR NOT NULL, subject VARCHAR NOT NULL,   -- subject: action | indicator
    code VARCHAR NOT NULL,
    period VARCHAR NOT NULL, period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    rating VARCHAR NOT NULL,          -- completed | on target | attention | amendment | aborted | not available
    stated VARCHAR,
    submission VARCHAR NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR NOT NULL,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (authority, subject, code, period, version)
);

CREATE TABLE finding (
    submission VARCHAR NOT NULL, rule VARCHAR NOT NULL, severity VARCHAR NOT NULL, message VARCHAR NOT NULL,
    sheet VARCHAR, cell VARCHAR, found VARCHAR, expected VARCHAR, fix VARCHAR,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE
);
