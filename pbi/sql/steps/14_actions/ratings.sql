-- Quarterly ratings, one row an action or indicator and quarter.
-- grain: authority × subject × code × period
SELECT
    r.authority,
    n.authority_name,
    r.subject,
    r.code,
    COALESCE(a.title, i.indicator_name) AS title,   -- NULL: an indicator that is not in the catalogue
    r.period,
    r.period_end,
    r.rating,                                    -- completed | on target | attention | amendment | aborted | not available
    r.stated,
    r.submission,
    r.sheet,
    r.cell
FROM standing_rating AS r
JOIN known_authorities AS n ON n.authority = r.authority
LEFT JOIN standing_action AS a ON a.authority = r.authority AND a.code = CASE WHEN r.subject = 'action' THEN r.code END
LEFT JOIN known_indicators AS i ON i.indicator = CASE WHEN r.subject = 'indicator' THEN r.code END
WHERE ($authorities IS NULL OR POSITION('|' || r.authority || '|' IN $authorities) > 0)
  AND ($period      IS NULL OR r.period = $period)
ORDER BY n.authority_name, n.authority, r.subject, r.code, r.period_end
