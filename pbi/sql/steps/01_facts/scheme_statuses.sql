-- The statuses of the scheme asked for; none under the scheme 'none'.
-- grain: status
SELECT
    status,
    label,
    letter,
    symbol,
    position,
    role,                                        -- good | near | bad | unknown | data only
    ROW_NUMBER() OVER (PARTITION BY role ORDER BY position, status)     AS role_place    -- 1: the one that stands for its role
FROM (
    SELECT
        scheme.*,
        ROW_NUMBER() OVER (
            PARTITION BY scheme, status
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM scheme
) AS ranked
WHERE place = 1 AND NOT withdrawn AND scheme = COALESCE($scheme, 'rag')
