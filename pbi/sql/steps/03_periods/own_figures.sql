-- What each authority (or a partnership for itself) has for each period: what it reported, else what its shorter periods make.
-- What is reported comes first, save where that merely says that there is none yet. A lone Q4 or three quarters is never the year.
-- grain: indicator × authority × period
SELECT
    indicator, authority, period, period_kind, period_start, period_end, financial_year,
    CAST(part AS DECIMAL(24, 6))        AS part,
    CAST(whole AS DECIMAL(24, 6))       AS whole,
    CAST(numerator AS DECIMAL(24, 6))   AS numerator,
    CAST(denominator AS DECIMAL(24, 6)) AS denominator,
    has_denominator,
    availability,
    stated_status,
    origin,                                      -- reported; else what it is made of, or why there is none
    is_derived,                                  -- worked out from shorter periods
    source_period,                               -- the one period it comes from; NULL: all its parts
    missing_end,                                 -- the last day of the first part of which nothing came; NULL: something of each
    COALESCE(availability = 'not_applicable', FALSE)
        AND MAX(CASE WHEN part IS NOT NULL OR availability = 'no_cases' THEN 1 ELSE 0 END)
            OVER (PARTITION BY indicator, authority, financial_year) = 0
                                AS is_exempt,    -- does not apply here in this whole year
    restated, submission, sheet, cell
FROM (
    SELECT
        m.indicator, m.authority, m.period, m.period_kind, m.period_start, m.period_end, m.financial_year,
        m.part, m.whole, m.numerator, m.denominator, m.has_denominator, m.availability, m.stated_status,
        'reported' AS origin, FALSE AS is_derived, m.period AS source_period, CAST(NULL AS DATE) AS missing_end,
        m.restated, m.submission, m.sheet, m.cell
    FROM measured AS m
    LEFT JOIN derived_figures AS d
        ON d.indicator = m.indicator AND d.authority = m.authority AND d.period = m.period
    WHERE d.indicator IS NULL OR m.part IS NOT NULL OR COALESCE(m.availability, 'awaited') NOT IN ('awaited', 'late', 'not_due')
    UNION ALL
    SELECT
        d.indicator, d.authority, d.period, d.period_kind, d.period_start, d.period_end, d.financial_year,
        d.part, d.whole, d.numerator, d.denominator, d.has_denominator, d.availability, NULL,
        d.origin, TRUE, d.source_period, d.missing_end, d.restated, d.submission, d.sheet, d.cell
    FROM derived_figures AS d
    LEFT JOIN measured AS m
        ON m.indicator = d.indicator AND m.authority = d.authority AND m.period = d.period
    WHERE m.indicator IS NULL OR (m.part IS NULL AND COALESCE(m.availability, 'awaited') IN ('awaited', 'late', 'not_due'))
) AS beside
