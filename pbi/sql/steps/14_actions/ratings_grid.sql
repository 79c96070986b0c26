-- The quarterly ratings counted: every rating by quarter, actions and indicators apart, each with its percent of those rated.
-- base is those rated; one that is "not available" is not, so its percent is NULL, as is every percent where nothing was rated.
-- grain: authority × subject × period × rating
SELECT
    g.authority,
    n.authority_name,
    g.subject,                                   -- action | indicator
    g.period,
    g.period_end,
    g.rating,
    g.label, g.symbol, g.colour, g.role, g.position,
    g.considered_by,                             -- to whom such a rating is escalated
    g.hits                      AS count,
    g.base,
    g.held,                                      -- with those not available
    CASE WHEN g.role <> 'unknown' AND g.base > 0
         THEN CAST(ROUND(100.0 * g.hits / g.base, 1) AS DECIMAL(5, 1)) END AS percent
FROM (
    SELECT
        r.authority, r.subject, r.period, r.period_end,
        w.rating, w.label, w.symbol, w.colour, w.role, w.position, w.considered_by,
        COUNT(CASE WHEN r.rating = w.rating THEN 1 END)             AS hits,
        COUNT(CASE WHEN r.rating <> 'not available' THEN 1 END)     AS base,
        COUNT(r.rating)                                             AS held
    FROM standing_rating AS r
    CROSS JOIN known_rating_words AS w
    WHERE ($authorities IS NULL OR POSITION('|' || r.authority || '|' IN $authorities) > 0)
      AND ($period      IS NULL OR r.period = $period)
    GROUP BY r.authority, r.subject, r.period, r.period_end,
             w.rating, w.label, w.symbol, w.colour, w.role, w.position, w.considered_by
) AS g
JOIN known_authorities AS n ON n.authority = g.authority
ORDER BY n.authority_name, n.authority, g.subject, g.period_end, g.position
