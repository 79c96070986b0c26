-- The targets as agreed by the day asked about.
-- grain: indicator × authority × period × kind
SELECT
    indicator,
    authority,                                   -- NULL: every authority, never a partnership
    period,
    period_kind,
    period_start,
    period_end,
    value,
    lower,
    upper,
    kind
FROM (
    SELECT
        target.*,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, authority, period, kind
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 1 ELSE 0 END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version ELSE -version END DESC
        )                       AS place
    FROM target
) AS ranked
WHERE place = 1 AND NOT withdrawn
