-- The control charts of the indicators and authorities asked for, point by point up to the end of the asked period.
-- Limits are the segment's; under a scheme without statuses there is no target and nothing is said of one.
-- grain: indicator × authority × period_kind × period_end
SELECT
    n.authority, n.authority_name, n.authority_kind, i.service, i.objective,
    i.indicator, i.indicator_name, r.unit, r.per, r.decimals, r.polarity, r.accumulates,
    p.period_kind, p.period_end,
    p.period,                                                       -- NULL: nothing was ever sent for it
    p.value                                                         AS outturn,     -- NULL: a gap
    CASE WHEN h.statuses > 0 THEN p.target END                      AS target,
    a.target_kind,
    p.mean, p.lower, p.upper,
    p.mean - (p.mean - p.lower) * 2e0 / 3                           AS near_lower,
    p.mean + (p.upper - p.mean) * 2e0 / 3                           AS near_upper,
    p.points,                                                       -- values of the segment
    p.segment,
    p.rebase = 1                                                    AS begins,      -- the first of a segment, after a break
    b.reason AS rebase_reason, b.author AS rebase_author, b.set_on AS rebase_set_on,        -- NULL: nobody set it
    p.membership,                                                   -- who joined or left; NULL, and nobody set it: the definition is new
    p.rule, p.verdict,
    CASE WHEN h.statuses > 0 THEN p.assurance END                   AS assurance,
    p.gate,
    p.place,                                                        -- in the series, gaps counted
    p.completed_at,                                                 -- the place at which the pattern it is marked for was completed
    p.completed_at IS NOT NULL                                      AS completed,
    COALESCE(p.untested, CASE WHEN p.gate <> 'provisional' THEN p.gate END)  AS untested,    -- why nothing is said
    a.availability, a.restated
FROM charted AS p
JOIN known_indicators AS i ON i.indicator = p.indicator
JOIN indicator_rules AS r ON r.indicator = p.indicator AND p.period_end BETWEEN r.valid_from AND r.valid_to
JOIN known_authorities AS n ON n.authority = p.authority
CROSS JOIN (SELECT COUNT(status) AS statuses FROM scheme_statuses) AS h
LEFT JOIN assessed AS a
    ON  a.basis = 'official' AND a.indicator = p.indicator AND a.authority = p.authority
    AND a.period = p.period
LEFT JOIN known_rebases AS b ON b.indicator = p.indicator AND b.authority = p.authority AND b.period = CASE WHEN p.rebase = 1 THEN p.period END
WHERE ($authorities IS NULL OR POSITION('|' || p.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($objective   IS NULL OR i.objective = $objective)
ORDER BY UPPER(i.indicator), CASE n.authority_kind WHEN 'partnership' THEN 0 ELSE 1 END, n.authority_name, n.authority, p.period_kind, p.period_end
