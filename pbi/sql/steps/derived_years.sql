-- The year's figure worked out from its periods: year to date at Q4, or all of them summed or pooled; else none.
-- grain: indicator × authority × financial_year × period_kind
SELECT
    y.indicator,
    y.authority,
    y.financial_year,
    y.period_kind,
    CASE r.rule WHEN 'last' THEN l.part        WHEN 'sum' THEN y.value_sum WHEN 'pool' THEN y.part_sum  END AS part,
    CASE r.rule WHEN 'last' THEN l.whole       WHEN 'sum' THEN 1           WHEN 'pool' THEN y.whole_sum END AS whole,
    CASE r.rule WHEN 'last' THEN l.numerator   WHEN 'pool' THEN y.numerator_sum   END   AS numerator,
    CASE r.rule WHEN 'last' THEN l.denominator WHEN 'pool' THEN y.denominator_sum END   AS denominator,
    CASE r.rule WHEN 'last' THEN l.has_denominator ELSE r.rule = 'pool' END             AS has_denominator,
    CASE
        WHEN y.not_applicable = y.needed                        THEN 'not_applicable'
        WHEN r.rule = 'last'                                    THEN l.availability
        WHEN r.rule = 'incomplete'                              THEN 'awaited'
        WHEN r.rule IN ('sum', 'pool') AND y.provisional > 0    THEN 'provisional'
        WHEN r.rule IN ('sum', 'pool') AND y.estimated > 0      THEN 'estimated'
    END                         AS availability,
    CASE r.rule
        WHEN 'last' THEN CASE WHEN r.accumulates THEN 'year to date at ' ELSE 'latest, ' END
            || CASE y.period_kind WHEN 'quarter' THEN 'Q4' WHEN 'half' THEN 'H2' ELSE 'March' END
        WHEN 'incomplete' THEN CAST(y.held AS VARCHAR) || ' of '
            || CASE y.period_kind WHEN 'quarter' THEN '4 quarters' WHEN 'half' THEN '2 halves' ELSE '12 months' END
        WHEN 'no denominators' THEN 'no denominators'
        WHEN 'changed' THEN 'the definition changed during the year'
        WHEN 'none' THEN 'does not add up across periods'
        ELSE CASE y.period_kind WHEN 'quarter' THEN 'four quarters' WHEN 'half' THEN 'two halves' ELSE 'twelve months' END
    END                         AS origin,
    CASE WHEN r.rule = 'last' THEN y.last_period END                AS source_period,    -- NULL: all of that kind
    CASE WHEN r.rule = 'last' THEN l.restated ELSE y.restated END   AS restated,
    CASE WHEN r.rule = 'last' THEN l.submission END                 AS submission,
    CASE WHEN r.rule = 'last' THEN l.sheet END                      AS sheet,
    CASE WHEN r.rule = 'last' THEN l.cell END                       AS cell
FROM year_parts AS y
JOIN year_rules AS r
    ON  r.indicator = y.indicator AND r.authority = y.authority
    AND r.financial_year = y.financial_year AND r.period_kind = y.period_kind
LEFT JOIN measured AS l
    ON  l.indicator = y.indicator
    AND l.authority = y.authority
    AND l.period    = y.last_period
