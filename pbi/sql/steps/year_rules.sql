-- How each year may be worked out from its months, quarters or halves. Rule: methods, section 2.
-- grain: indicator × authority × financial_year × period_kind
SELECT
    y.indicator,
    y.authority,
    y.financial_year,
    y.period_kind,
    CASE
        WHEN i.accumulates OR i.across_periods = 'latest'
            THEN CASE WHEN y.last_period IS NULL THEN 'incomplete' ELSE 'last' END
        WHEN y.held < y.needed                                                          THEN 'incomplete'
        WHEN i.across_periods = 'sum' AND y.value_sum IS NOT NULL                       THEN 'sum'
        WHEN i.across_periods IN ('ratio', 'weighted') AND y.whole_sum IS NOT NULL      THEN 'pool'
        WHEN i.across_periods IN ('ratio', 'weighted')                                  THEN 'no denominators'
        ELSE 'none'
    END                         AS rule,         -- last | sum | pool; else why there is no year's figure
    i.accumulates
FROM year_parts AS y
JOIN known_indicators AS i ON i.indicator = y.indicator
