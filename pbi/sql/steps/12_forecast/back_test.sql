-- What the method says at each point of past years, from the years before each, against what the year came to; and whether
-- the status it would have called was the one the year got. With the figures as held on the day asked about.
-- grain: indicator × authority × financial_year × months
SELECT
    o.authority, o.authority_name, o.authority_kind, o.service, o.indicator, o.indicator_name,
    o.unit, o.per, o.decimals, o.polarity,
    o.period,
    f.financial_year,
    f.months,
    f.as_at,
    f.adds_up,
    f.years_of_history,
    f.is_forecast,                               -- FALSE: under three years before it, so a trial that nobody was shown
    f.to_date,
    f.estimate                  AS forecast,
    f.outturn,
    f.error,
    CASE WHEN f.outturn <> 0 THEN CAST(ROUND(100 * ABS(CAST(f.error AS DOUBLE) / f.outturn), 1) AS DECIMAL(18, 1)) END
                                AS error_percent,
    e.status AS forecast_status, e.label AS forecast_label, e.symbol AS forecast_symbol, e.role AS forecast_role,
    o.status, o.label, o.symbol, o.role,
    CASE WHEN e.role IN ('good', 'near', 'bad') AND o.role IN ('good', 'near', 'bad') THEN e.role = o.role END
                                AS called_right  -- NULL: there is no status to call
FROM forecasts AS f
JOIN scored AS o
    ON o.period_kind = 'year' AND o.indicator = f.indicator AND o.authority = f.authority AND o.financial_year = f.financial_year
LEFT JOIN assessed AS e
    ON  e.basis = 'forecast after ' || CAST(f.months AS VARCHAR) || ' months'
    AND e.indicator = f.indicator AND e.authority = f.authority AND e.period = o.period
WHERE f.months IN (3, 6, 9)
  AND f.error IS NOT NULL
ORDER BY UPPER(o.indicator), o.authority_name, o.authority, f.financial_year, f.months
