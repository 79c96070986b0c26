-- Each service with its purpose, as known on the day asked about.
-- grain: service
SELECT
    code                        AS service,
    name                        AS service_name,
    parent,
    purpose,
    position
FROM (
    SELECT
        service.*,
        ROW_NUMBER() OVER (
            PARTITION BY code
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM service
) AS ranked
WHERE place = 1 AND NOT withdrawn
