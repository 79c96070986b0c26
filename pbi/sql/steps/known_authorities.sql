-- Each authority as the catalogue named it on the day asked about.
-- grain: authority
SELECT
    code                        AS authority,
    name                        AS authority_name,
    kind                        AS authority_kind,
    successor
FROM (
    SELECT
        authority.*,
        ROW_NUMBER() OVER (
            PARTITION BY code
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM authority
) AS ranked
WHERE place = 1 AND NOT withdrawn
