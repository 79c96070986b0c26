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
        ROW_NUMBER() OVER (PARTITION BY indicator, authority, period ORDER BY received_on DESC, version DESC) AS place
    FROM circumstance
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
