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
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 1 ELSE 0 END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version ELSE -version END DESC
        )                       AS place
    FROM authority
) AS ranked
WHERE place = 1 AND NOT withdrawn
