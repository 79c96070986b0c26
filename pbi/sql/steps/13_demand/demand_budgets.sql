-- The budget that a period's difference is multiplied by: its own, and for a quarter that has none a quarter of its year's.
-- grain: partnership × period
SELECT
    t.partnership,
    t.period,
    CAST(COALESCE(o.amount, y.amount * 0.25) AS DECIMAL(18, 2))    AS amount   -- pounds
FROM (SELECT DISTINCT partnership, period, period_kind, period_start, period_end FROM demand_totals) AS t
LEFT JOIN known_budgets AS o ON o.partnership = t.partnership AND o.period = t.period
LEFT JOIN known_budgets AS y
    ON  y.partnership = t.partnership
    AND y.period_kind = 'year'
    AND t.period_kind = 'quarter'
    AND y.period_start <= t.period_start
    AND y.period_end   >= t.period_end
WHERE o.amount IS NOT NULL OR y.amount IS NOT NULL
