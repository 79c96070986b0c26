-- What was achieved by an end within the period asked for: in itself, in its parts, or in a longer one that ends with it; or ever.
-- grain: authority × title × period
SELECT
    a.authority,
    n.authority_name,
    a.service,
    s.service_name,                              -- NULL: of no service in particular
    a.title,
    a.period,
    a.period_kind,
    a.period_start,
    a.period_end,
    a.from_value,
    a.to_value,
    a.unit,
    a.submission,
    a.sheet,
    a.cell
FROM standing_achievement AS a
JOIN known_authorities AS n ON n.authority = a.authority
LEFT JOIN known_services AS s ON s.service = a.service
WHERE ($authorities IS NULL OR POSITION('|' || a.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || a.service   || '|' IN $services) > 0)
  AND ($period      IS NULL OR a.period = $period OR (a.period_end >= $period_start AND a.period_end <= $period_end))
ORDER BY n.authority_name, n.authority, a.title, a.period_end, a.period
