-- The periods reported on, newest first, with the year each belongs to: a year is among them from its first figure on, and
-- has a figure of its own where one is stated or can be worked out from its periods.
-- grain: period
SELECT
    period,
    period_kind,
    period_start,
    period_end,
    MAX(CASE WHEN part IS NOT NULL THEN 1 ELSE 0 END) = 1   AS has_figure
FROM own_figures
GROUP BY period, period_kind, period_start, period_end
ORDER BY period_end DESC, period_start
