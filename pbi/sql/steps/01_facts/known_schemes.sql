-- The schemes there are; 'none' shows no status anywhere and needs no rows of its own.
-- grain: scheme
SELECT
    scheme,
    MIN(name)                   AS name
FROM scheme
WHERE NOT withdrawn
GROUP BY scheme
UNION ALL
SELECT
    'none',
    'No status'
ORDER BY scheme
