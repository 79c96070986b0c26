-- How many indicators have each status, out of how many: base is those judged good, near or bad.
-- percent is of the base, and NULL for what lies outside it. Every status of the scheme has a row, 0 where there is none.
-- grain: basis × authority × service × status
SELECT
    basis,
    authority,                                   -- 'all': each indicator once, as the partnership reports it
    service,                                     -- 'all': every service
    $period                     AS period,
    status,
    label,
    letter,
    symbol,
    role,
    position,
    hits                        AS count,
    base,
    CASE WHEN role IN ('good', 'near', 'bad') AND base > 0
         THEN CAST(ROUND(100.0 * hits / base, 1) AS DECIMAL(5, 1)) END AS percent
FROM (
    SELECT
        g.basis, g.group_authority AS authority, g.group_service AS service,
        s.status, s.label, s.letter, s.symbol, s.role, s.position,
        COUNT(CASE WHEN g.status = s.status THEN 1 END)                 AS hits,
        COUNT(CASE WHEN g.role IN ('good', 'near', 'bad') THEN 1 END)   AS base
    FROM counted_groups AS g
    CROSS JOIN scheme_statuses AS s
    GROUP BY g.basis, g.group_authority, g.group_service, s.status, s.label, s.letter, s.symbol, s.role, s.position
) AS counted_statuses
ORDER BY basis, authority, service, position
