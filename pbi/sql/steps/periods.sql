-- The periods reported on, newest first; a year only where it has a figure, stated or worked out from its periods.
-- grain: period
SELECT DISTINCT
    period,
    period_kind,
    period_start,
    period_end
FROM own_figures
WHERE part IS NOT NULL OR period_kind <> 'year'
ORDER BY period_end DESC, period_start
