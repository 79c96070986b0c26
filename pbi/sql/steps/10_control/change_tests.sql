-- What each of two tests at 99.8% says of each figure of the asked period by itself: whether the control chart of its series completed
-- a pattern in the period, and whether the interval of its change on the same period of the year before leaves out zero; else why
-- not. A reason of the year before also comes from what it is compared over (compared).
-- grain: indicator × authority
SELECT
    a.indicator, a.authority, a.period,
    t.previous, t.previous_period, t.change,     -- from what; NULL where there is none, or none to compare with
    s.completed_in          AS moved_in,         -- the period in which the chart's pattern was completed
    CASE WHEN s.indicator IS NULL OR s.reason IS NOT NULL           THEN NULL
         WHEN s.completed_in IS NULL                                THEN 'no real change'
         WHEN s.completed_verdict = 'improvement'                   THEN 'better'
         WHEN s.completed_verdict = 'concern'                       THEN 'worse'
         WHEN s.completed_verdict = 'high'                          THEN 'higher'
         ELSE 'lower' END   AS chart_movement,
    CASE t.direction
         WHEN 'improving'           THEN 'better'
         WHEN 'worsening'           THEN 'worse'
         WHEN 'increasing'          THEN 'higher'
         WHEN 'decreasing'          THEN 'lower'
         WHEN 'no_clear_change'     THEN 'no real change' END       AS year_movement,
    CASE WHEN s.indicator IS NOT NULL AND s.reason IS NULL          THEN NULL
         WHEN COALESCE(s.gate, '') <> 'too little variation' AND u.untested IS NOT NULL     THEN u.untested
         ELSE COALESCE(s.reason, 'no series') END                   AS chart_reason,
    CASE WHEN t.direction IS NULL                                   THEN 'no earlier figure'
         ELSE t.untested END                                        AS year_reason,
    CASE WHEN s.reason IS NULL THEN e.chance END                    AS chart_chance
FROM assessed AS a
LEFT JOIN travelled AS t
    ON t.indicator = a.indicator AND t.authority = a.authority AND t.period = a.period
LEFT JOIN signalled AS s ON s.indicator = a.indicator AND s.authority = a.authority
LEFT JOIN chances AS e
    ON  e.points = CASE WHEN s.points <= 40 THEN s.points WHEN s.points < 60 THEN 40 WHEN s.points < 120 THEN s.points - MOD(s.points, 20) ELSE 120 END
    AND e.new_points = LEAST(s.new_points, 12)
LEFT JOIN (
    SELECT indicator, authority, MIN(untested) AS untested      -- cumulative before rolling
    FROM standalone
    WHERE untested = 'cumulative' AND period_end >= COALESCE($period_start, DATE '0001-01-01')
       OR untested = 'rolling' AND period = $period
    GROUP BY indicator, authority
) AS u ON u.indicator = a.indicator AND u.authority = a.authority
WHERE a.basis = 'official' AND a.period = $period AND a.outturn IS NOT NULL
