-- How each year may be worked out from its months, quarters or halves. Rule: methods, section 2.
-- grain: indicator × authority × financial_year × period_kind
SELECT
    y.indicator,
    y.authority,
    y.financial_year,
    y.period_kind,
    CASE
        WHEN i.made_from > CAST(CAST(y.financial_year AS VARCHAR) || '-04-01' AS DATE)
            THEN 'changed'                       -- in the middle of the year: no figure across that day
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
JOIN indicator_rules AS i
    ON  i.indicator = y.indicator
    AND CAST(CAST(y.financial_year + 1 AS VARCHAR) || '-03-31' AS DATE) BETWEEN i.valid_from AND i.valid_to
