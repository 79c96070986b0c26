-- The year's figure worked out from its periods: year to date at Q4, or all of them summed or pooled; else none.
-- grain: indicator × authority × financial_year × period_kind
SELECT
    y.indicator,
    y.authority,
    y.financial_year,
    y.period_kind,
    CASE
        WHEN i.accumulates OR i.across_periods = 'latest'                   THEN l.part
        WHEN y.held < y.needed                                              THEN NULL
        WHEN i.across_periods = 'sum'                                       THEN y.value_sum
        WHEN i.across_periods IN ('ratio', 'weighted') AND y.with_denominator = y.needed THEN y.part_sum
    END                         AS part,
    CASE
        WHEN i.accumulates OR i.across_periods = 'latest'                   THEN l.whole
        WHEN y.held < y.needed                                              THEN NULL
        WHEN i.across_periods = 'sum'                                       THEN 1
        WHEN i.across_periods IN ('ratio', 'weighted') AND y.with_denominator = y.needed THEN y.whole_sum
    END                         AS whole,
    CASE WHEN i.accumulates OR i.across_periods = 'latest' THEN l.numerator
         WHEN i.across_periods = 'ratio' THEN y.numerator_sum END           AS numerator,
    CASE WHEN i.accumulates OR i.across_periods = 'latest' THEN l.denominator
         WHEN i.across_periods IN ('ratio', 'weighted') THEN y.denominator_sum END AS denominator,
    CASE WHEN i.accumulates OR i.across_periods = 'latest' THEN l.has_denominator
         ELSE i.across_periods IN ('ratio', 'weighted') AND y.with_denominator = y.needed END AS has_denominator,
    CASE
        WHEN i.accumulates                                                  THEN 'year to date at ' || y.last_period
        WHEN i.across_periods = 'latest'                                    THEN 'latest, ' || y.last_period
        WHEN y.held < y.needed THEN CAST(y.held AS VARCHAR) || ' of ' || CAST(y.needed AS VARCHAR) || ' ' || y.period_kind || 's'
        ELSE 'all ' || CAST(y.needed AS VARCHAR) || ' ' || y.period_kind || 's'
    END                         AS origin,
    y.not_applicable = y.needed AS not_applicable,
    y.restated,
    CASE WHEN i.accumulates OR i.across_periods = 'latest' THEN l.submission END AS submission,
    CASE WHEN i.accumulates OR i.across_periods = 'latest' THEN l.sheet END      AS sheet,
    CASE WHEN i.accumulates OR i.across_periods = 'latest' THEN l.cell END       AS cell
FROM year_parts AS y
JOIN known_indicators AS i ON i.indicator = y.indicator
LEFT JOIN measured AS l
    ON  l.indicator = y.indicator
    AND l.authority = y.authority
    AND l.period    = y.last_period
