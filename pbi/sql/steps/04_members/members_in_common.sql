-- The members behind two figures of a partnership, that of a period and an earlier one (the same period a year before, the one
-- just before): in common are those that belonged throughout both and to which the indicator applies in both.
-- grain: indicator × partnership × period × earlier_period × authority
SELECT
    p.indicator, p.partnership, p.period, p.earlier_period, p.is_year_before,
    m.authority,
    p.earlier_start,                             -- the first day that the earlier figure speaks of
    p.period_end,
    COUNT(CASE WHEN m.is_whole AND NOT m.is_exempt THEN 1 END) = 2                       AS is_common,
    MAX(CASE WHEN m.is_exempt THEN m.period END)                                         AS exempt_in     -- where it does not apply
FROM (
    SELECT DISTINCT
        a.indicator, a.partnership, a.period, a.period_end, b.period AS earlier_period, b.span_start AS earlier_start,
        b.financial_year = a.financial_year - 1 AND EXTRACT(MONTH FROM b.period_end) = EXTRACT(MONTH FROM a.period_end) AS is_year_before
    FROM member_figures AS a
    JOIN member_figures AS b
        ON  b.indicator = a.indicator AND b.partnership = a.partnership AND b.period_kind = a.period_kind
        AND (   (b.financial_year = a.financial_year - 1 AND EXTRACT(MONTH FROM b.period_end) = EXTRACT(MONTH FROM a.period_end))
             OR (a.period_kind IN ('month', 'quarter', 'half') AND b.period_end = a.period_start - INTERVAL '1' DAY))
) AS p
JOIN (
    SELECT indicator, partnership, authority, period, is_whole, is_exempt
    FROM member_figures
) AS m
    ON m.indicator = p.indicator AND m.partnership = p.partnership AND m.period IN (p.period, p.earlier_period)
GROUP BY p.indicator, p.partnership, p.period, p.earlier_period, p.is_year_before, m.authority, p.earlier_start, p.period_end
