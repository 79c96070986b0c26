-- Every point of every control chart with its lines and where the pattern it is marked for was completed; and the figures that
-- stand in no chart, with the reason.
-- grain: indicator × authority × period_kind × period_end
SELECT
    n.indicator, n.authority, n.period_kind, p.date AS period_end,
    k.period,                                                       -- NULL: a gap for which nothing was ever sent
    p.value, r.target, r.segment, r.rebase, r.place, l.points,
    p.mean, p.lower, p.upper, p.rule, p.verdict, p.assurance, p.gate,
    c.completed_at,                                                 -- the place of the point; NULL before it is completed
    k.untested,
    k.membership                                                    -- who joined or left since the period before
FROM spc_points AS p
JOIN spc_rows AS r ON r.series = p.series AND r.date = p.date
JOIN spc_limits AS l ON l.series = r.series AND l.segment = r.segment
JOIN (SELECT DISTINCT indicator, authority, period_kind FROM standalone) AS n
    ON n.indicator || '|' || n.authority || '|' || n.period_kind = p.series
LEFT JOIN standalone AS k
    ON k.indicator = n.indicator AND k.authority = n.authority AND k.period_kind = n.period_kind AND k.period_end = p.date
LEFT JOIN spc_runs AS c ON c.series = p.series AND c.place = r.place AND c.rule = p.rule
UNION ALL
SELECT
    k.indicator, k.authority, k.period_kind, k.period_end, k.period,
    NULL, NULL, NULL, 0, NULL, NULL,
    NULL, NULL, NULL, 'none', 'common_cause', 'none', NULL, NULL,
    k.untested, NULL
FROM standalone AS k
LEFT JOIN spc_rows AS r ON r.series = k.indicator || '|' || k.authority || '|' || k.period_kind AND r.date = k.period_end
WHERE r.series IS NULL
