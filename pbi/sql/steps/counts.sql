-- How many indicators have each status, out of how many: base is those judged good, near or bad.
-- percent is of the base, and NULL for what lies outside it. Every status of the scheme has a row, 0 where there is none.
-- grain: basis × authority × service × status
SELECT
    g.basis,
    g.authority,                                 -- 'all': each indicator once, as the partnership reports it
    g.service,                                   -- 'all': every service
    $period                     AS period,
    s.status,
    s.label,
    s.letter,
    s.symbol,
    s.role,
    s.position,
    COUNT(g.hit)                AS count,
    MAX(g.base)                 AS base,
    CASE WHEN s.role IN ('good', 'near', 'bad') AND MAX(g.base) > 0
         THEN CAST(ROUND(100.0 * COUNT(g.hit) / MAX(g.base), 1) AS DECIMAL(5, 1)) END AS percent
FROM (
    SELECT
        c.basis, c.authority, c.service, t.status,
        CASE WHEN t.role = c.role OR (c.role = 'near' AND t.role = 'bad' AND w.has_near = 0) THEN 1 END AS hit,
        SUM(CASE WHEN c.role IN ('good', 'near', 'bad') AND t.place = 1 THEN 1 ELSE 0 END)
            OVER (PARTITION BY c.basis, c.authority, c.service)     AS base
    FROM counted_groups AS c
    CROSS JOIN (SELECT status, role, ROW_NUMBER() OVER (ORDER BY position) AS place FROM scheme_statuses) AS t
    CROSS JOIN (SELECT SUM(CASE WHEN role = 'near' THEN 1 ELSE 0 END) AS has_near FROM scheme_statuses) AS w
) AS g
JOIN scheme_statuses AS s ON s.status = g.status
GROUP BY g.basis, g.authority, g.service, s.status, s.label, s.letter, s.symbol, s.role, s.position
ORDER BY g.basis, g.authority, g.service, s.position
