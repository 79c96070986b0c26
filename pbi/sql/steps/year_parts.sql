-- What the months, quarters or halves of a year hold together: how many of them, their sums and the last one.
-- A sum is NULL where one of them lacks what is summed.
-- grain: indicator × authority × financial_year × period_kind
SELECT
    indicator,
    authority,
    financial_year,
    period_kind,
    COUNT(part)                 AS held,
    CASE period_kind WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 ELSE 2 END
                                AS needed,
    CASE WHEN COUNT(value) = COUNT(part) THEN SUM(value) END
                                AS value_sum,
    CASE WHEN COUNT(CASE WHEN has_denominator THEN 1 END) = COUNT(part) THEN SUM(part) END
                                AS part_sum,         -- with whole_sum: the figures pooled
    CASE WHEN COUNT(CASE WHEN has_denominator THEN 1 END) = COUNT(part) THEN SUM(whole) END
                                AS whole_sum,
    CASE WHEN COUNT(numerator) = COUNT(part) THEN SUM(numerator) END
                                AS numerator_sum,
    CASE WHEN COUNT(denominator) = COUNT(part) THEN SUM(denominator) END
                                AS denominator_sum,
    MAX(CASE WHEN EXTRACT(MONTH FROM period_end) = 3 THEN period END)
                                AS last_period,      -- the one that ends on 31 March, where there is a row for it
    MAX(CASE WHEN restated THEN 1 ELSE 0 END) = 1
                                AS restated,
    COUNT(CASE WHEN availability = 'not_applicable' THEN 1 END)
                                AS not_applicable,
    COUNT(CASE WHEN availability = 'provisional' THEN 1 END)
                                AS provisional,
    COUNT(CASE WHEN availability = 'estimated' THEN 1 END)
                                AS estimated
FROM measured
WHERE period_kind IN ('month', 'quarter', 'half')
GROUP BY indicator, authority, financial_year, period_kind
