-- The counts of one publication as they were reported.
-- grain: publication × basis × authority × service × status
SELECT
    c.publication,
    c.basis,
    c.authority,
    c.service,
    p.period,
    c.status,
    c.label,
    c.letter,
    c.symbol,
    c.role,
    c.position,
    c.count,
    c.base,
    c.percent
FROM publication_count AS c
JOIN publications AS p ON p.publication = c.publication
WHERE $publication IS NULL OR c.publication = $publication
ORDER BY c.publication, c.basis, c.authority, c.service, c.position
