-- Achievements of the period asked for, or of all.
-- grain: authority × title × period
SELECT
    a.authority,
    n.authority_name,
    a.service,
    a.title,
    a.period,
    a.period_end,
    a.from_value,
    a.to_value,
    a.unit,
    a.submission,
    a.sheet,
    a.cell
FROM standing_achievement AS a
JOIN known_authorities AS n ON n.authority = a.authority
WHERE ($authorities IS NULL OR POSITION('|' || a.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || a.service   || '|' IN $services) > 0)
  AND ($period      IS NULL OR a.period = $period)
ORDER BY n.authority_name, n.authority, a.title
