-- What is pooled: of each partnership's figure what every member brings to it; and beside an earlier or a later one that has not the
-- same members behind it, what those bring that both have in common.
-- grain: indicator × partnership × authority × period × beside
SELECT
    indicator, partnership, authority, period, CAST(NULL AS VARCHAR) AS beside,      -- NULL: the figure itself
    period_kind, period_start, period_end, financial_year, part, whole, numerator, denominator, has_denominator,
    availability, is_exempt, is_derived, missing_end, origin, restated, is_sent, left_out
FROM member_figures
UNION ALL
SELECT
    m.indicator, m.partnership, m.authority, m.period, CASE WHEN m.period = c.period THEN c.earlier_period ELSE c.period END,
    m.period_kind, m.period_start, m.period_end, m.financial_year, m.part, m.whole, m.numerator, m.denominator, m.has_denominator,
    m.availability, m.is_exempt, m.is_derived, m.missing_end, m.origin, m.restated, m.is_sent, m.left_out
FROM common_bases AS b
JOIN members_in_common AS c
    ON  c.indicator = b.indicator AND c.partnership = b.authority AND c.period = b.period AND c.earlier_period = b.earlier_period
    AND c.is_common
JOIN member_figures AS m
    ON  m.indicator = c.indicator AND m.partnership = c.partnership AND m.authority = c.authority
    AND m.period IN (c.period, c.earlier_period)
