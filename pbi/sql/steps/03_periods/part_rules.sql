-- How each longer period may be worked out from its parts, or why it has no figure. Rule: methods, section 2.
-- Without a part that does not apply it is not whole; a part without cases takes nothing away; what was counted before and after a
-- new definition is not put together.
-- grain: indicator × authority × period
SELECT
    p.indicator,
    p.authority,
    p.period,
    CASE
        WHEN p.not_applicable = p.period_months                                         THEN 'not applicable'
        WHEN p.is_put_off                                                               THEN 'later'
        WHEN i.made_from > p.period_start                                               THEN 'not comparable'
        WHEN (i.accumulates OR i.across_periods = 'latest') AND p.last_says IS NULL     THEN 'incomplete'
        WHEN (i.accumulates OR i.across_periods = 'latest') AND p.last_says = 'not_applicable' AND p.held + p.without_cases > 0
            THEN 'partly applicable'
        WHEN i.accumulates OR i.across_periods = 'latest'                               THEN 'last'
        WHEN k.comparable_from > p.period_start AND k.comparable_from <= p.period_end   THEN 'not comparable'
        WHEN p.held + p.without_cases + p.not_applicable + p.suppressed < p.period_months   THEN 'incomplete'
        WHEN p.suppressed > 0                                                           THEN 'suppressed'
        WHEN p.not_applicable > 0                                                       THEN 'partly applicable'
        WHEN p.held = 0                                                                 THEN 'no cases'
        WHEN i.across_periods = 'sum' AND p.value_sum IS NOT NULL                       THEN 'sum'
        WHEN i.across_periods = 'population' AND p.whole_sum IS NOT NULL                THEN 'population'
        WHEN i.across_periods IN ('ratio', 'weighted') AND p.whole_sum IS NOT NULL      THEN 'pool'
        WHEN i.across_periods IN ('ratio', 'weighted', 'population')                    THEN 'no denominators'
        ELSE 'none'
    END                         AS rule,         -- last | sum | pool | population; else why there is no figure
    i.accumulates,
    i.accumulates OR i.across_periods = 'latest'        AS takes_last    -- the last part alone is the longer period's figure
FROM part_sums AS p
JOIN indicator_rules AS i ON i.indicator = p.indicator AND p.period_end BETWEEN i.valid_from AND i.valid_to
JOIN known_indicators AS k ON k.indicator = p.indicator
