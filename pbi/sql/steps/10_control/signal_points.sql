-- Each value of a control chart with the period it is of; of the rule that is said of it, where the pattern was completed; and
-- what was completed at this very point, outside a limit before trend, trend before two of three, two of three before shift. What is
-- completed while a rule that comes before it goes on the same way is not news: seven points outside are no shift besides.
-- grain: series × place
SELECT
    p.series, r.place, k.indicator, k.authority, k.period, k.period_kind, k.length, r.segment, p.date,
    p.value, p.mean, p.lower, p.upper, p.rule, p.verdict, p.assurance, p.gate, l.points,
    s.completed_at,                                             -- a place; NULL: no rule is said of it
    c.rule                      AS completed_rule,              -- NULL: nothing was completed here
    CASE WHEN c.rule IS NULL    THEN NULL
         WHEN r.polarity IN ('higher', 'lower')
         THEN CASE WHEN (r.polarity = 'higher') = (c.rule IN ('outside_high', 'trend_up', 'two_of_three_high', 'shift_high'))
                   THEN 'improvement' ELSE 'concern' END
         WHEN c.rule IN ('outside_high', 'trend_up', 'two_of_three_high', 'shift_high') THEN 'high' ELSE 'low' END AS completed_verdict,
    CASE WHEN c.rule IN ('trend_up', 'trend_down') THEN LAG(p.value, 6) OVER (PARTITION BY p.series ORDER BY r.place)
         WHEN c.rule IS NOT NULL THEN p.mean END                AS completed_from       -- where a trend set out, else the mean
FROM spc_points AS p
JOIN spc_rows AS r ON r.series = p.series AND r.date = p.date
JOIN spc_limits AS l ON l.series = r.series AND l.segment = r.segment
JOIN standalone AS k
    ON k.indicator || '|' || k.authority || '|' || k.period_kind = p.series AND k.period_end = p.date
LEFT JOIN spc_runs AS s ON s.series = p.series AND s.place = r.place AND s.rule = p.rule
LEFT JOIN (
    SELECT series, place, rule, ROW_NUMBER() OVER (PARTITION BY series, place ORDER BY precedence) AS said
    FROM (
        SELECT
            series, place, rule, precedence, completed_at,
            MIN(precedence) OVER (PARTITION BY series, place, CASE WHEN rule LIKE '%_high' OR rule = 'trend_up' THEN 1 ELSE 0 END) AS strongest
        FROM spc_runs
    ) AS held
    WHERE completed_at = place AND precedence = strongest
) AS c
    ON c.series = p.series AND c.place = r.place AND c.said = 1
WHERE p.value IS NOT NULL
