-- Exceptional circumstances recorded by the day asked about.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    reason,
    guidance,
    whose_view,
    approver,
    until,
    adjusted_numerator,
    adjusted_denominator,
    adjusted_outturn
FROM (
    SELECT
        circumstance.*,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, authority, period
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 1 ELSE 0 END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version ELSE -version END DESC
        )                       AS place
    FROM circumstance
) AS ranked
WHERE place = 1 AND NOT withdrawn
