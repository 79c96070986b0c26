-- Are we different from the others: each comparison with its names, its change on last year and its trend.
-- grain: indicator × authority
SELECT
    c.authority, c.authority_name, i.service, s.service_name, c.indicator, i.indicator_name, i.definition,
    r.unit, r.per, r.decimals, r.polarity, i.frequency, r.accumulates, i.lifecycle,
    c.period, c.period_kind, c.period_end, c.outturn, c.numerator, c.denominator, c.tested_as,
    ROUND(c.lower_95, 6) AS lower_95, ROUND(c.upper_95, 6) AS upper_95,
    ROUND(c.lower_998, 6) AS lower_998, ROUND(c.upper_998, 6) AS upper_998,
    COALESCE($comparators, 'all')                       AS comparators,
    c.is_member = 1                                     AS is_member,
    c.is_asked, c.members, ROUND(c.pooled, 6) AS pooled, ROUND(c.benchmark, 6) AS benchmark, c.in_benchmark, c.comparison, c.comparison_95,
    c.rank, c.ranked, c.quartile,
    c.spread, c.funnel_lower_95, c.funnel_upper_95, c.funnel_lower_998, c.funnel_upper_998,
    c.dispersion, c.is_overdispersed,
    t.previous, t.previous_period, t.change, t.direction, t.untested,
    t.change_lower, t.change_upper, t.change_lower_95, t.change_upper_95,
    m.movement, m.moved_by, m.moved_in, m.chart_movement, m.year_movement, m.chart_reason, m.year_reason, m.chance,
    y.years, y.trend_from, y.chi_square, y.trend, y.trend_way, y.is_trend_95,
    c.availability, c.restated, c.submission, c.sheet, c.cell
FROM comparisons AS c
JOIN known_indicators AS i ON i.indicator = c.indicator
JOIN indicator_rules AS r ON r.indicator = c.indicator AND c.period_end BETWEEN r.valid_from AND r.valid_to
LEFT JOIN known_services AS s ON s.service = i.service
LEFT JOIN travelled AS t
    ON t.indicator = c.indicator AND t.authority = c.authority AND t.period = c.period
LEFT JOIN movements AS m ON m.indicator = c.indicator AND m.authority = c.authority
LEFT JOIN year_trends AS y ON y.indicator = c.indicator AND y.authority = c.authority
ORDER BY i.service, UPPER(c.indicator), c.rank, c.authority_name, c.authority
