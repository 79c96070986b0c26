-- The year's figure of each authority, the first there is of: a stated year, one derived from quarters, months or halves.
-- A stated year that is merely awaited gives way. A lone Q4 or three quarters is never the year: no part, and what is held.
-- grain: indicator × authority × financial_year
SELECT
    indicator,
    authority,
    financial_year,
    CAST(part AS DECIMAL(24, 6))        AS part,
    CAST(whole AS DECIMAL(24, 6))       AS whole,
    CAST(numerator AS DECIMAL(24, 6))   AS numerator,
    CAST(denominator AS DECIMAL(24, 6)) AS denominator,
    has_denominator,
    availability,
    stated_status,
    origin,
    source_kind,                                 -- the kind of period it comes from
    source_period,                               -- the one period it comes from; NULL: all of that kind
    restated,
    submission,
    sheet,
    cell
FROM (
    SELECT
        candidate.*,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, authority, financial_year
            ORDER BY
                CASE WHEN part IS NOT NULL THEN 0
                     WHEN origin = 'reported' AND COALESCE(availability, 'awaited') NOT IN ('awaited', 'late', 'not_due') THEN 0
                     ELSE 1 END,
                preference
        )                       AS place
    FROM (
        SELECT
            indicator, authority, financial_year, part, whole, numerator, denominator, has_denominator, availability,
            stated_status, 'reported' AS origin, period_kind AS source_kind, period AS source_period, restated,
            submission, sheet, cell, 0 AS preference
        FROM measured
        WHERE period_kind = 'year'
        UNION ALL
        SELECT
            indicator, authority, financial_year, part, whole, numerator, denominator, has_denominator, availability,
            NULL, origin, period_kind, source_period, restated, submission, sheet, cell,
            CASE period_kind WHEN 'quarter' THEN 1 WHEN 'month' THEN 2 ELSE 3 END
        FROM derived_years
    ) AS candidate
) AS ranked
WHERE place = 1
