-- Which figures of the asked period changed significantly, by the control chart of the series they belong to, beside target and
-- status: one row for each figure, those that cannot be tested with the reason. A change is significant where a pattern was
-- completed in the asked period; what was completed earlier and still stands continues since then. Rule and verdict are the
-- last value's. Every list of these says its base: so many of those that can be tested, and how many would by chance.
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
    CASE WHEN s.indicator IS NOT NULL AND s.reason IS NULL                  THEN NULL
         WHEN COALESCE(s.gate, '') <> 'too little variation' AND u.untested IS NOT NULL THEN u.untested
         ELSE COALESCE(s.reason, 'no series') END                           AS reason,      -- NULL: it can be tested
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
    CASE WHEN s.reason IS NULL THEN e.chance END                            AS expected,    -- that a stable series would show one
    c.availability, c.origin, c.restated, c.members_reporting, c.members_expected, c.submission, c.sheet, c.cell
FROM scorecard AS c
CROSS JOIN (SELECT COUNT(status) AS statuses FROM scheme_statuses) AS h
LEFT JOIN signalled AS s ON s.indicator = c.indicator AND s.authority = c.authority
LEFT JOIN chances AS e
    ON  e.points = CASE WHEN s.points <= 40 THEN s.points WHEN s.points < 60 THEN 40 WHEN s.points < 120 THEN s.points - MOD(s.points, 20) ELSE 120 END
    AND e.new_points = LEAST(s.new_points, 12)
LEFT JOIN (
    SELECT indicator, authority, MIN(untested) AS untested      -- cumulative before rolling
    FROM standalone
    WHERE untested = 'cumulative' AND period_end >= COALESCE($period_start, DATE '0001-01-01')
       OR untested = 'rolling' AND period = $period
    GROUP BY indicator, authority
) AS u ON u.indicator = c.indicator AND u.authority = c.authority
WHERE c.outturn IS NOT NULL
ORDER BY c.service, UPPER(c.indicator), CASE c.authority_kind WHEN 'partnership' THEN 0 ELSE 1 END, c.authority_name, c.authority
