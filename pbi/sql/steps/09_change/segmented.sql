-- The official figures as series: before and after the day from which an indicator is comparable are two segments, and so
-- are before and after one from which it is made in another way. With them a partnership's figures over the members that they
-- have in common with another one.
-- What may be tested: a percent of whole cases as a proportion, a rate of whole events as a rate. Never an average (days),
-- a sum of money, a percent over 100 or a plain count: none of them is a count of cases out of so many.
-- grain: indicator × authority × period × beside
SELECT
    a.indicator,
    a.authority,
    a.period,
    a.beside,                                                                        -- NULL: the figure itself
    a.period_kind,
    a.period_end,
    a.financial_year,
    a.outturn,
    a.numerator,
    a.denominator,
    a.has_denominator,
    COALESCE(a.members_reporting < a.members_expected, FALSE)       AS is_partial,   -- a member's figure is missing
    CASE
        WHEN a.outturn IS NULL OR a.numerator < 0 OR NOT a.denominator > 0 OR a.numerator <> FLOOR(a.numerator) THEN NULL
        WHEN i.unit = 'percent' AND a.denominator = FLOOR(a.denominator) AND a.numerator <= a.denominator THEN 'proportion'
        WHEN i.unit = 'rate' AND a.numerator IS NOT NULL AND a.denominator IS NOT NULL      THEN 'rate'
    END                                                             AS tested_as,    -- NULL: neither
    i.per,
    i.polarity,
    i.segment + CASE WHEN a.period_start >= k.comparable_from THEN 1 ELSE 0 END      AS segment,
    COALESCE(e.era, 0)                                              AS era,          -- of a partnership: of its members
    COALESCE(e.era_alone, 0)                                        AS era_alone,
    e.since
FROM (
    SELECT
        indicator, authority, period, CAST(NULL AS VARCHAR) AS beside, period_kind, period_start, period_end, financial_year,
        outturn, numerator, denominator, has_denominator, members_reporting, members_expected
    FROM assessed
    WHERE basis = 'official'
    UNION ALL
    SELECT
        indicator, authority, period, beside, period_kind, period_start, period_end, financial_year,
        outturn, numerator, denominator, has_denominator, members_reporting, members_expected
    FROM common_figures
) AS a
JOIN indicator_rules AS i ON i.indicator = a.indicator AND a.period_end BETWEEN i.valid_from AND i.valid_to
JOIN known_indicators AS k ON k.indicator = a.indicator
LEFT JOIN eras AS e ON e.indicator = a.indicator AND e.authority = a.authority AND e.period = a.period
