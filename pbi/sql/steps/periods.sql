-- The periods that hold a figure, newest first; years also where only their quarters are held.
-- grain: period
SELECT DISTINCT
    period,
    period_kind,
    period_start,
    period_end
FROM own_figures
WHERE part IS NOT NULL OR period_kind <> 'year'
ORDER BY period_end DESC, period_start
