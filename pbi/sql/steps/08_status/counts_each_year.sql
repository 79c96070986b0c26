-- How many indicators had each status in each year held: each indicator once, as the partnership reports it.
-- base is those judged good, near or bad. Official figures only.
-- grain: period × status
SELECT
    h.period,
    s.status,
    s.label,
    s.letter,
    s.symbol,
    s.role,
    s.position,
    COUNT(CASE WHEN h.status = s.status THEN 1 END)                 AS count,
    COUNT(CASE WHEN h.role IN ('good', 'near', 'bad') THEN 1 END)   AS base
FROM (
    SELECT
        a.period,
        a.role,
        a.status,
        n.authority_kind = 'partnership' OR MAX(CASE WHEN n.authority_kind = 'partnership' THEN 1 ELSE 0 END)
            OVER (PARTITION BY a.indicator, a.period) = 0           AS is_headline
    FROM assessed AS a
    JOIN known_indicators AS i ON i.indicator = a.indicator
    JOIN known_authorities AS n ON n.authority = a.authority
    WHERE a.basis = 'official'
      AND a.period_kind = 'year'
      AND COALESCE(i.valid_to >= a.period_end, TRUE)     -- as in the counts: nothing of an indicator retired by then
      AND (COALESCE(i.lifecycle, '') <> 'retired' OR i.valid_to IS NOT NULL)
      AND ($authorities IS NULL OR POSITION('|' || a.authority || '|' IN $authorities) > 0)
      AND ($services    IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
      AND ($indicators  IS NULL OR POSITION('|' || a.indicator || '|' IN $indicators) > 0)
      AND ($objective   IS NULL OR i.objective = $objective)
) AS h
CROSS JOIN scheme_statuses AS s
WHERE h.is_headline
GROUP BY h.period, s.status, s.label, s.letter, s.symbol, s.role, s.position
ORDER BY h.period, s.position
