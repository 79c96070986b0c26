-- Where a minimum count is set: every figure with how many it counts, and whether that is too few to be shown: its
-- numerator, what is left of its denominator, or the count itself, above 0 and below the minimum; or it came suppressed.
-- Quarters and halves that nobody reported that year are not among them: they are hidden with the parts that they are made of.
-- Rule: methods, section 8.
-- grain: indicator × authority × period
SELECT
    f.indicator,
    f.authority,
    f.period,
    f.period_kind,
    f.period_end,
    f.financial_year,
    f.slot,                                      -- the period; the year's for a year, and for what is the year's figure at its end
    CASE WHEN f.adds_over_time THEN 'the year' ELSE f.slot END          AS span,  -- the periods that add up to one another
    f.adds_over_authorities,
    CAST(COALESCE(f.numerator, CASE WHEN f.whole = 1 THEN f.part ELSE f.denominator END, 0) AS DECIMAL(24, 6)) AS size,
    CASE
        WHEN f.availability = 'suppressed'                                                               THEN 1
        WHEN f.numerator > 0 AND f.numerator < $minimum_count                                            THEN 1
        WHEN f.denominator > 0 AND f.denominator < $minimum_count                                        THEN 1
        WHEN f.unit = 'percent' AND f.denominator > f.numerator AND f.denominator - f.numerator < $minimum_count THEN 1
        WHEN f.unit = 'number' AND f.decimals = 0 AND f.whole = 1 AND f.part > 0 AND f.part < $minimum_count     THEN 1
        ELSE 0
    END                         AS is_small
FROM (
    SELECT
        g.indicator, g.authority, g.period, g.period_kind, g.period_end, g.financial_year,
        g.part, g.whole, g.numerator, g.denominator, g.availability, i.unit, i.decimals,
        CASE WHEN g.period_kind = 'year'
               OR (g.period_kind IN ('month', 'quarter', 'half') AND EXTRACT(MONTH FROM g.period_end) = 3
                   AND (i.accumulates OR i.across_periods = 'latest')) THEN 'the year' ELSE g.period END     AS slot,
        g.period_kind IN ('month', 'quarter', 'half', 'year') AND NOT i.accumulates
            AND i.across_periods IN ('sum', 'ratio', 'weighted', 'population')  AS adds_over_time,
        i.across_authorities IN ('sum', 'ratio', 'weighted')                    AS adds_over_authorities,
        g.period_kind NOT IN ('quarter', 'half') OR MAX(CASE WHEN g.is_derived THEN 0 ELSE 1 END)
            OVER (PARTITION BY g.indicator, g.financial_year, g.period_kind) = 1        AS is_reported
    FROM worked_out AS g
    JOIN indicator_rules AS i ON i.indicator = g.indicator AND g.period_end BETWEEN i.valid_from AND i.valid_to
    WHERE $minimum_count > 0
      AND (g.part IS NOT NULL OR (g.availability = 'suppressed' AND NOT g.is_derived))
) AS f
WHERE f.is_reported
