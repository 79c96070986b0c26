-- Each objective with its plan and group, as known on the day asked about.
-- grain: objective
SELECT
    code                        AS objective,
    title,
    plan,
    objective_group,
    service,
    authority                                    -- NULL: of whoever keeps the store
FROM (
    SELECT
        objective.*,
        ROW_NUMBER() OVER (
            PARTITION BY code
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM objective
) AS ranked
WHERE place = 1 AND NOT withdrawn
