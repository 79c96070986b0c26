-- The days that a figure of each period speaks of: those of its period; of a year to date all since 1 April; of what takes the
-- latest the last day alone. Of every period of which somebody has sent something.
-- grain: indicator × period
SELECT DISTINCT
    o.indicator, o.period, o.period_kind, o.period_start, o.period_end, o.financial_year,
    i.across_periods            AS adds_up,      -- over time
    i.accumulates,
    i.accumulates AND i.across_periods <> 'latest' AND o.period_kind IN ('month', 'quarter', 'half', 'year') AS to_date,
    CASE WHEN i.across_periods = 'latest' THEN o.period_end
         WHEN i.accumulates AND o.period_kind IN ('month', 'quarter', 'half')
         THEN CAST(CAST(o.financial_year AS VARCHAR) || '-04-01' AS DATE)
         ELSE o.period_start END                 AS span_start   -- the first of those days
FROM own_figures AS o
JOIN indicator_rules AS i ON i.indicator = o.indicator AND o.period_end BETWEEN i.valid_from AND i.valid_to
