-- What each authority (or a partnership for itself) has for each period: the periods it reported, and each year's figure.
-- grain: indicator × authority × period
SELECT
    indicator, authority, period, period_kind, period_start, period_end, financial_year,
    part, whole, numerator, denominator, has_denominator,
    availability, stated_status, 'reported' AS origin, period_kind AS source_kind, period AS source_period, restated, submission, sheet, cell
FROM measured
WHERE period_kind <> 'year'
UNION ALL
SELECT
    indicator,
    authority,
    CAST(financial_year AS VARCHAR) || '/' || SUBSTRING(CAST(financial_year + 1 AS VARCHAR), 3, 2),
    'year',
    CAST(CAST(financial_year AS VARCHAR) || '-04-01' AS DATE),
    CAST(CAST(financial_year + 1 AS VARCHAR) || '-03-31' AS DATE),
    financial_year,
    part, whole, numerator, denominator, has_denominator,
    availability, stated_status, origin, source_kind, source_period, restated, submission, sheet, cell
FROM year_figures
