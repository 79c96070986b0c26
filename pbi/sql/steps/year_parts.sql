-- What the months, quarters or halves of a year hold together: how many of them, their sums and the last one.
-- grain: indicator × authority × financial_year × period_kind
SELECT
    indicator,
    authority,
    financial_year,
    period_kind,
    COUNT(part)                 AS held,
    CASE period_kind WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 ELSE 2 END
                                AS needed,
    SUM(CASE WHEN has_denominator THEN 1 ELSE 0 END)
                                AS with_denominator,
    SUM(value)                  AS value_sum,
    SUM(part)                   AS part_sum,
    SUM(whole)                  AS whole_sum,
    SUM(numerator)              AS numerator_sum,
    SUM(denominator)            AS denominator_sum,
    MAX(CASE WHEN EXTRACT(MONTH FROM period_end) = 3 THEN period END)
                                AS last_period,      -- the one that ends on 31 March, where it is held
    MAX(CASE WHEN restated THEN 1 ELSE 0 END) = 1
                                AS restated,
    SUM(CASE WHEN availability = 'not_applicable' THEN 1 ELSE 0 END)
                                AS not_applicable
FROM measured
WHERE period_kind IN ('month', 'quarter', 'half')
GROUP BY indicator, authority, financial_year, period_kind
