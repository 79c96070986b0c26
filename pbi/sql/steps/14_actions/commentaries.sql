-- What was said, by whom and of what, oldest first.
-- grain: authority × indicator × service × period × kind × text
SELECT
    c.authority,
    n.authority_name,
    c.indicator,
    i.indicator_name,
    COALESCE(c.service, i.service) AS service,
    c.period,
    c.period_start,
    c.period_end,
    c.kind,
    c.text,
    c.submission,
    c.sheet,
    c.cell
FROM standing_commentary AS c
JOIN known_authorities AS n ON n.authority = c.authority
LEFT JOIN known_indicators AS i ON i.indicator = c.indicator
WHERE ($authorities IS NULL OR POSITION('|' || c.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || COALESCE(c.service, i.service) || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || c.indicator || '|' IN $indicators) > 0)
ORDER BY c.period_end, n.authority_name, n.authority, c.kind, c.cell
