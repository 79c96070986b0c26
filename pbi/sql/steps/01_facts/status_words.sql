-- What the words that returns print stand for: an alias of the catalogue first, else a scheme's own status or label.
-- grain: word
SELECT
    word,                                        -- in small letters, as it is compared
    role
FROM (
    SELECT
        LOWER(TRIM(REPLACE(said, '_', ' '))) AS word,
        role,
        withdrawn,
        ROW_NUMBER() OVER (PARTITION BY LOWER(TRIM(REPLACE(said, '_', ' '))) ORDER BY preference, version DESC) AS place
    FROM (
        SELECT alias AS said, role, withdrawn, version, 1 AS preference FROM status_alias
        UNION ALL
        SELECT label, role, withdrawn, version, 2 FROM scheme
        UNION ALL
        SELECT status, role, withdrawn, version, 2 FROM scheme
    ) AS written
) AS ranked
WHERE place = 1 AND NOT withdrawn
