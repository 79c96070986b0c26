-- What the members of a partnership pay together for a period, in pounds, as known on the day asked about.
-- grain: partnership × period
SELECT
    partnership,
    period,
    period_kind,
    period_start,
    period_end,
    amount
FROM (
    SELECT
        budget.*,
        ROW_NUMBER() OVER (
            PARTITION BY partnership, period
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM budget
) AS ranked
WHERE place = 1 AND NOT withdrawn
