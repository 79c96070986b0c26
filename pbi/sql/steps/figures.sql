-- One figure for each indicator, authority and period: its own; for a partnership the one pooled from its members.
-- A figure a partnership stated itself stands where its members' cannot be pooled, and is kept beside them where they can.
-- grain: indicator × authority × period
SELECT
    COALESCE(p.indicator, o.indicator)              AS indicator,
    COALESCE(p.authority, o.authority)              AS authority,
    COALESCE(p.period, o.period)                    AS period,
    COALESCE(p.period_kind, o.period_kind)          AS period_kind,
    COALESCE(p.period_start, o.period_start)        AS period_start,
    COALESCE(p.period_end, o.period_end)            AS period_end,
    COALESCE(p.financial_year, o.financial_year)    AS financial_year,
    CASE WHEN p.is_used THEN p.part ELSE COALESCE(o.part, p.part) END                       AS part,
    CASE WHEN p.is_used OR o.part IS NULL THEN p.whole_held ELSE o.whole END                AS whole,
    CASE WHEN p.is_used OR o.part IS NULL THEN p.numerator ELSE o.numerator END             AS numerator,
    CASE WHEN p.is_used OR o.part IS NULL THEN p.denominator ELSE o.denominator END         AS denominator,
    CASE WHEN p.is_used OR o.part IS NULL THEN p.across_authorities IN ('ratio', 'weighted')
         ELSE o.has_denominator END                 AS has_denominator,
    CASE WHEN p.is_used THEN NULL
         WHEN o.part IS NULL AND p.members_reporting BETWEEN 1 AND p.members_expected - 1 THEN 'provisional'
         ELSE o.availability END                    AS availability,
    o.stated_status,
    o.part                                          AS stated_part,     -- beside a pooled figure
    o.whole                                         AS stated_whole,
    CASE
        WHEN p.is_used                              THEN 'pooled'
        WHEN o.part IS NOT NULL OR p.indicator IS NULL THEN o.origin
        WHEN p.members_reporting < p.members_expected
            THEN CAST(p.members_reporting AS VARCHAR) || ' of ' || CAST(p.members_expected AS VARCHAR) || ' authorities'
        WHEN p.across_authorities = 'none'          THEN 'does not add up across authorities'
        ELSE 'no denominators'
    END                                             AS origin,
    COALESCE(p.restated, FALSE) OR COALESCE(o.restated, FALSE) AS restated,
    p.members_reporting,
    p.members_expected,
    CASE WHEN NOT COALESCE(p.is_used, FALSE) THEN o.submission END  AS submission,
    CASE WHEN NOT COALESCE(p.is_used, FALSE) THEN o.sheet END       AS sheet,
    CASE WHEN NOT COALESCE(p.is_used, FALSE) THEN o.cell END        AS cell
FROM own_figures AS o
FULL OUTER JOIN (
    SELECT
        indicator, authority, period, period_kind, period_start, period_end, financial_year, part, numerator, denominator,
        members_reporting, members_expected, restated, across_authorities,
        CASE WHEN part IS NOT NULL THEN whole END                           AS whole_held,
        part IS NOT NULL AND members_reporting = members_expected           AS is_used
    FROM pooled_figures
) AS p
    ON  p.indicator = o.indicator
    AND p.authority = o.authority
    AND p.period    = o.period
