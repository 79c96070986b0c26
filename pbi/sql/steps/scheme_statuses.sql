-- The statuses of the scheme asked for; none under the scheme 'none'.
-- grain: status
SELECT
    status,
    label,
    letter,
    symbol,
    position,
    role                                         -- good | near | bad | unknown | data only
FROM (
    SELECT
        scheme.*,
        ROW_NUMBER() OVER (
            PARTITION BY scheme, status
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 1 ELSE 0 END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version ELSE -version END DESC
        )                       AS place
    FROM scheme
) AS ranked
WHERE place = 1 AND NOT withdrawn AND scheme = COALESCE($scheme, 'rag')
