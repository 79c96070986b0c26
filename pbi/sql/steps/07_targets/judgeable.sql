-- What is judged: every figure as it is, those to come that are not held, and beside them what a figure
-- would have been without an exceptional circumstance; one without adjusted figures has no part and leaves that base.
-- Where $with_forecasts: also each figure to date, and the year as forecast after so many months.
-- grain: basis × indicator × authority × period
SELECT
    'official'                  AS basis,
    indicator, authority, period, period_kind, period_start, period_end, financial_year,
    part, whole, numerator, denominator, has_denominator,
    availability, stated_status, origin, restated, members_reporting, members_expected, submission, sheet, cell
FROM figures
UNION ALL
SELECT
    'official',
    indicator, authority, period, period_kind, period_start, period_end, financial_year,
    CAST(NULL AS DECIMAL(24, 6)), CAST(NULL AS DECIMAL(24, 6)), NULL, NULL, FALSE,
    availability, NULL, 'nothing received', FALSE, NULL, NULL, NULL, NULL, NULL
FROM outstanding
UNION ALL
SELECT
    'without circumstances',
    f.indicator, f.authority, f.period, f.period_kind, f.period_start, f.period_end, f.financial_year,
    CAST(CASE WHEN c.adjusted_numerator IS NOT NULL AND c.adjusted_denominator > 0
              THEN i.per * CAST(c.adjusted_numerator AS DECIMAL(24, 6)) ELSE c.adjusted_outturn END AS DECIMAL(24, 6)),
    CAST(CASE WHEN c.adjusted_numerator IS NOT NULL AND c.adjusted_denominator > 0 THEN c.adjusted_denominator
              WHEN c.adjusted_outturn IS NOT NULL THEN 1 END AS DECIMAL(24, 6)),
    c.adjusted_numerator, c.adjusted_denominator,
    c.adjusted_numerator IS NOT NULL AND COALESCE(c.adjusted_denominator > 0, FALSE),
    NULL, NULL, 'adjusted for a circumstance', f.restated, NULL, NULL, NULL, NULL, NULL
FROM figures AS f
JOIN indicator_rules AS i ON i.indicator = f.indicator AND f.period_end BETWEEN i.valid_from AND i.valid_to
JOIN known_circumstances AS c
    ON  c.indicator = f.indicator
    AND c.authority = f.authority
    AND c.period    = f.period
UNION ALL
SELECT
    'to date',
    indicator, authority, period, period_kind, period_start, period_end, financial_year,
    part, whole, NULL, NULL, FALSE, NULL, NULL, 'to date', FALSE, NULL, NULL, NULL, NULL, NULL
FROM to_dates
WHERE $with_forecasts
UNION ALL
SELECT
    'forecast after ' || CAST(e.months AS VARCHAR) || ' months',
    e.indicator, e.authority,
    CAST(e.financial_year AS VARCHAR) || '/' || SUBSTRING(CAST(e.financial_year + 1 AS VARCHAR), 3, 2),
    'year',
    CAST(CAST(e.financial_year AS VARCHAR) || '-04-01' AS DATE),
    CAST(CAST(e.financial_year + 1 AS VARCHAR) || '-03-31' AS DATE),
    e.financial_year,
    e.part, e.whole, NULL, NULL, FALSE, NULL, NULL, 'forecast', FALSE, NULL, NULL, NULL, NULL, NULL
FROM estimates AS e
WHERE $with_forecasts AND e.part IS NOT NULL
