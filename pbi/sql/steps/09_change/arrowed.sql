-- The scorecard's figures with plain arrows in the place of a tested direction: the two are never in one table.
-- grain: indicator × authority × period
SELECT
    s.authority, s.authority_name, s.service, s.indicator, s.indicator_name, s.unit, s.period, s.period_kind, s.period_end,
    s.outturn, s.target, s.variance, s.status, s.stated_status,
    a.earlier_period, a.earlier, a.earlier_change, a.earlier_over, a.earlier_membership, a.short_trend, a.long_mean, a.long_periods, a.long_trend,
    s.availability, s.submission, s.sheet, s.cell
FROM scored AS s
LEFT JOIN arrows AS a
    ON a.indicator = s.indicator AND a.authority = s.authority AND a.period = s.period
WHERE $period IS NULL OR s.period = $period
ORDER BY UPPER(s.indicator), s.authority, s.period_kind, s.period_end
