-- The quarters' own targets of a count, or of a rate of a population, added up to date, where each of the quarters so far has one.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    CAST(value AS DECIMAL(18, 6))       AS value,
    CAST(lower AS DECIMAL(18, 6))       AS lower,
    CAST(upper AS DECIMAL(18, 6))       AS upper
FROM (
    SELECT
        d.indicator,
        d.authority,
        d.period,
        d.months,
        SUM(c.value) OVER so_far        AS value,
        SUM(c.lower) OVER so_far        AS lower,
        SUM(c.upper) OVER so_far        AS upper,
        COUNT(*) OVER so_far * CASE d.period_kind WHEN 'quarter' THEN 3 WHEN 'month' THEN 1 ELSE 6 END AS months_set
    FROM to_dates AS d
    JOIN indicator_rules AS i
        ON  i.indicator = d.indicator
        AND d.period_end BETWEEN i.valid_from AND i.valid_to
        AND i.across_periods IN ('sum', 'population')
        AND NOT i.accumulates
    JOIN chosen_targets AS c
        ON  c.basis = 'to date'
        AND c.indicator = d.indicator
        AND c.authority = d.authority
        AND c.period = d.period
        AND NOT c.is_of_year
    WINDOW so_far AS (PARTITION BY d.indicator, d.authority, d.financial_year ORDER BY d.months)
) AS added
WHERE months_set = months
