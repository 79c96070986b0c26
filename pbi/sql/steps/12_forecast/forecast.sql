-- The year's end of each indicator from the last point of the year that has been reached: what there is to date, the forecast
-- with its range, what is needed of the rest of the year to meet the target, and both statuses side by side.
-- grain: indicator × authority
SELECT
    o.authority, o.authority_name, o.authority_kind, o.service, o.indicator, o.indicator_name,
    o.unit, o.per, o.decimals, o.polarity,
    o.period,
    f.as_at,                                     -- the last period in the figure to date
    f.months, f.adds_up, f.to_date,
    t.target                    AS target_to_date,
    CASE WHEN f.is_forecast THEN f.estimate END                                             AS forecast,
    CASE WHEN f.is_forecast THEN r.low END AS low,                                        -- forecast ± the largest past error; NULL: no past year to try it on
    CASE WHEN f.is_forecast THEN r.high END AS high,
    CASE WHEN f.is_forecast THEN f.largest_past_error END                                   AS largest_past_error,
    o.target, o.target_lower, o.target_upper,
    r.needed,                                    -- a count: in each quarter that is left; a ratio: over the rest
    r.reach,                                     -- met | out of reach; short: by as many cases as so far; NULL: neither
    t.status AS current_status, t.label AS current_label, t.symbol AS current_symbol, t.role AS current_role,
    CASE WHEN f.is_forecast THEN e.status END   AS forecast_status,
    CASE WHEN f.is_forecast THEN e.label END    AS forecast_label,
    CASE WHEN f.is_forecast THEN e.symbol END   AS forecast_symbol,
    CASE WHEN f.is_forecast THEN e.role END     AS forecast_role,
    COALESCE(f.years_of_history, 0)             AS years_of_history,
    CASE
        WHEN f.months = 12                      THEN 'the year is complete'
        WHEN f.is_forecast AND r.reach = 'met'  THEN 'target already met'
        WHEN f.is_forecast AND r.reach = 'out of reach'     THEN 'target out of reach'
        WHEN f.is_forecast                      THEN NULL
        WHEN u.across_periods NOT IN ('sum', 'ratio', 'weighted', 'population')   THEN 'no forecast: it does not add up across periods'
        WHEN f.can_fall                         THEN 'no forecast: the sum can fall'
        WHEN m.changed IS NOT NULL              THEN 'no forecast: ' || m.changed
        WHEN f.months IS NULL                   THEN 'no forecast: nothing that adds up to date'
        WHEN f.years_of_history >= 3            THEN 'no forecast: nothing by this time in past years'
        ELSE 'no forecast: ' || CASE f.years_of_history WHEN 0 THEN 'no years' WHEN 1 THEN 'one year' ELSE 'two years' END
            || ' of history' || CASE WHEN i.comparable_from IS NOT NULL THEN ' since the definition changed'
                    WHEN b.first_era < m.era THEN ' since ' || m.since ELSE '' END
    END                         AS note
FROM scored AS o
JOIN known_indicators AS i ON i.indicator = o.indicator
JOIN indicator_rules AS u ON u.indicator = o.indicator AND o.period_end BETWEEN u.valid_from AND u.valid_to
LEFT JOIN (
    SELECT forecasts.*, ROW_NUMBER() OVER (PARTITION BY indicator, authority, financial_year ORDER BY months DESC) AS place
    FROM forecasts
) AS f
    ON  f.indicator = o.indicator AND f.authority = o.authority AND f.financial_year = o.financial_year AND f.place = 1
LEFT JOIN eras AS m
    ON m.period_kind = 'year' AND m.indicator = o.indicator AND m.authority = o.authority AND m.financial_year = o.financial_year
LEFT JOIN (SELECT indicator, authority, MIN(era) AS first_era FROM to_dates GROUP BY indicator, authority) AS b
    ON b.indicator = o.indicator AND b.authority = o.authority
LEFT JOIN outlooks AS r
    ON  r.indicator = f.indicator AND r.authority = f.authority AND r.financial_year = f.financial_year AND r.months = f.months
LEFT JOIN assessed AS t
    ON  t.basis = 'to date' AND t.indicator = f.indicator AND t.authority = f.authority AND t.period = f.as_at
LEFT JOIN assessed AS e
    ON  e.basis = 'forecast after ' || CAST(f.months AS VARCHAR) || ' months'
    AND e.indicator = f.indicator AND e.authority = f.authority AND e.period = o.period
WHERE o.period = $period
  AND o.period_kind = 'year'
ORDER BY o.service, UPPER(o.indicator), CASE o.authority_kind WHEN 'partnership' THEN 0 ELSE 1 END, o.authority_name, o.authority
