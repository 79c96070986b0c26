-- Who was chased for the returns of the period asked for, or of any: each letter recorded as sent, the latest first.
-- grain: chaser
SELECT
    c.chaser,
    c.authority,
    n.authority_name,
    c.service,
    s.service_name,
    c.period,
    c.sent_on,
    c.sent_by,
    c.text
FROM known_chasers AS c
JOIN known_authorities AS n ON n.authority = c.authority
LEFT JOIN known_services AS s ON s.service = c.service
WHERE ($period      IS NULL OR c.period = $period)
  AND ($authorities IS NULL OR POSITION('|' || c.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR c.service IS NULL OR POSITION('|' || c.service || '|' IN $services) > 0)
ORDER BY c.sent_on DESC, LENGTH(c.chaser) DESC, c.chaser DESC
