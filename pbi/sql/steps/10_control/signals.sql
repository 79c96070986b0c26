-- Which figures of the asked period changed by more than chance (movement), and what the control chart of the series they belong to
-- shows, beside target and status: one row for each figure, those that cannot be tested with the reasons. What was completed
-- earlier and still stands continues since then. Rule and verdict are the chart's at its last value. Every list of these says
-- its base: so many of those that can be tested, and how many chance alone would give.
-- grain: indicator × authority
SELECT
    c.authority, c.authority_name, c.authority_kind, c.service, c.service_name, c.objective,
    c.indicator, c.indicator_name, c.definition, c.unit, c.per, c.decimals, c.polarity, c.frequency, c.accumulates, c.lifecycle, c.standing,
    c.period, c.period_kind, c.period_start, c.period_end,
    c.outturn, c.numerator, c.denominator, c.target, c.target_lower, c.target_upper, c.target_kind, c.variance, c.good_bound, c.near_bound,
    c.status, c.label, c.letter, c.symbol, c.position, c.role, c.stated_status,
    c.previous, c.previous_period, c.change, c.direction, c.untested, c.compared_outturn, c.compared_over, c.membership,
    s.series_kind,                               -- month, quarter, half or year: the periods of the series
    COALESCE(s.points, 0)       AS points,       -- values in the series' segment up to the end of the asked period
    COALESCE(s.new_points, 0)   AS new_points,   -- of them in the asked period
    s.indicator IS NOT NULL AND s.reason IS NULL                            AS testable,
    m.chart_reason              AS reason,       -- NULL: it can be tested by the chart
    s.gate,                                      -- NULL: nothing stands in the way of what is said
    COALESCE(s.rule, 'none')                AS rule,
    COALESCE(s.verdict, 'common_cause')     AS verdict,
    s.completed_in IS NOT NULL  AS completed,    -- a pattern was completed in the asked period
    s.completed_in,
    s.completed_rule,                            -- what was; the last value need not lie in it
    s.completed_verdict,
    s.completed_from, s.completed_to,
    s.since,                                     -- where the pattern that stands at the last value was completed
    CASE WHEN h.statuses > 0 THEN s.assurance END                           AS assurance,   -- NULL under the scheme 'none'
    s.mean, s.lower, s.upper, s.latest, s.latest_period,
    m.chart_chance              AS expected,     -- that a stable series would show one
    m.movement,                                  -- what is said: better | worse | higher | lower | no real change | not enough data
    m.moved_by, m.moved_in, m.chart_movement, m.year_movement, m.chart_reason, m.year_reason, m.chance,
    c.availability, c.origin, c.restated, c.members_reporting, c.members_expected, c.submission, c.sheet, c.cell
FROM scorecard AS c
CROSS JOIN (SELECT COUNT(status) AS statuses FROM scheme_statuses) AS h
LEFT JOIN signalled AS s ON s.indicator = c.indicator AND s.authority = c.authority
JOIN movements AS m ON m.indicator = c.indicator AND m.authority = c.authority
WHERE c.outturn IS NOT NULL
ORDER BY c.service, UPPER(c.indicator), CASE c.authority_kind WHEN 'partnership' THEN 0 ELSE 1 END, c.authority_name, c.authority
