-- The figure of a longer period worked out from its parts: the last of them, or all of them summed or pooled; else none, and why.
-- Events among a standing population are summed and divided by the population as it is in the last of them.
-- grain: indicator × authority × period
SELECT
    y.indicator, y.authority, y.period, y.period_kind, y.period_start, y.period_end, y.financial_year,
    CASE r.rule WHEN 'last' THEN l.part        WHEN 'sum' THEN y.value_sum WHEN 'pool' THEN y.part_sum  WHEN 'population' THEN y.part_sum   END AS part,
    CASE r.rule WHEN 'last' THEN l.whole       WHEN 'sum' THEN 1           WHEN 'pool' THEN y.whole_sum WHEN 'population' THEN y.last_whole END AS whole,
    CASE r.rule WHEN 'last' THEN l.numerator   WHEN 'pool' THEN y.numerator_sum   WHEN 'population' THEN y.numerator_sum    END AS numerator,
    CASE r.rule WHEN 'last' THEN l.denominator WHEN 'pool' THEN y.denominator_sum WHEN 'population' THEN y.last_whole       END AS denominator,
    CASE r.rule WHEN 'last' THEN l.has_denominator ELSE r.rule IN ('pool', 'population') END    AS has_denominator,
    CASE r.rule
        WHEN 'last'                 THEN l.availability
        WHEN 'incomplete'           THEN CASE WHEN n.is_outside THEN 'partly_applicable' ELSE 'awaited' END
        WHEN 'later'                THEN CASE y.period_kind WHEN 'year' THEN 'awaited' ELSE 'annual_only' END
        WHEN 'not applicable'       THEN 'not_applicable'
        WHEN 'partly applicable'    THEN 'partly_applicable'
        WHEN 'suppressed'           THEN 'suppressed'
        WHEN 'no cases'             THEN 'no_cases'
        WHEN 'not comparable'       THEN 'not_comparable'
        WHEN 'no denominators'      THEN 'no_denominators'
        WHEN 'none'                 THEN 'does_not_add_up'
        ELSE CASE WHEN y.provisional > 0 THEN 'provisional' WHEN y.estimated > 0 THEN 'estimated' END
    END                         AS availability,
    CASE
        WHEN r.rule = 'last' AND l.availability = 'no_cases'            THEN 'no cases'
        WHEN r.rule = 'last' AND l.availability = 'not_applicable'      THEN 'not applicable'
        WHEN r.rule = 'last' AND r.accumulates  THEN 'year to date at ' || l.part_name
        WHEN r.rule = 'last'                    THEN 'latest, ' || l.part_name
        WHEN r.rule = 'incomplete' AND n.is_outside                     THEN 'outside its membership in ' || n.names
        WHEN r.rule = 'incomplete'              THEN n.names || ' awaited'
        WHEN r.rule = 'later'                   THEN 'figure of the ' || y.period_kind || ' awaited'
        WHEN r.rule = 'partly applicable'       THEN 'not applicable in ' || n.names
        WHEN r.rule = 'suppressed'              THEN n.names || ' suppressed'
        WHEN r.rule = 'not comparable'          THEN 'not comparable: the definition changed within it'
        WHEN r.rule = 'none'                    THEN 'does not add up across periods'
        WHEN r.rule NOT IN ('sum', 'pool', 'population')                THEN r.rule
        ELSE CASE
            WHEN y.is_mixed             THEN 'periods of several lengths'
            WHEN y.rhythm = 'half'      THEN 'two halves'
            WHEN y.rhythm = 'quarter'   THEN CASE y.period_months WHEN 12 THEN 'four quarters' ELSE 'two quarters' END
            ELSE CASE y.period_months WHEN 12 THEN 'twelve months' WHEN 6 THEN 'six months' ELSE 'three months' END
        END || CASE WHEN r.rule = 'population' THEN ' over the latest population' ELSE '' END
    END                         AS origin,
    CASE WHEN r.rule = 'last' THEN l.part_period END                AS source_period,    -- NULL: all of them
    CASE WHEN r.rule <> 'later' THEN n.missing_end
         WHEN o.authority IS NULL AND NOT COALESCE(y.period_end < t.asked_from, FALSE) THEN y.period_end END    AS missing_end,  -- of what was asked for, the first to be missing
    CASE WHEN r.rule = 'last' THEN l.restated ELSE y.restated END   AS restated,
    CASE WHEN r.rule = 'last' THEN l.submission END                 AS submission,
    CASE WHEN r.rule = 'last' THEN l.sheet END                      AS sheet,
    CASE WHEN r.rule = 'last' THEN l.cell END                       AS cell
FROM part_sums AS y
JOIN part_rules AS r
    ON  r.indicator = y.indicator AND r.authority = y.authority AND r.period = y.period
LEFT JOIN part_names AS n
    ON  n.indicator = y.indicator AND n.authority = y.authority AND n.period = y.period
LEFT JOIN asked_for AS t ON t.indicator = y.indicator AND t.authority = y.authority AND t.period_kind = y.period_kind
LEFT JOIN absences AS o ON o.authority = y.authority AND o.valid_from <= y.period_start AND o.valid_to >= y.period_end
LEFT JOIN parts AS l
    ON  l.indicator = y.indicator AND l.authority = y.authority AND l.period = y.period
    AND l.part_period = y.last_period
