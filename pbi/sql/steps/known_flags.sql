-- The flags people have raised by the day asked about and not lowered by then.
-- grain: indicator × authority × period × kind × raised_by
SELECT
    indicator,
    authority,
    period,
    period_start,
    period_end,
    kind,                                        -- concern | excellence | media
    raised_by,
    reason,
    raised_on
FROM (
    SELECT
        flag.*,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, authority, period, kind, raised_by ORDER BY received_on DESC, version DESC
        )                       AS place
    FROM flag
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
  AND (lowered_on IS NULL OR lowered_on > COALESCE($as_of, DATE '9999-12-30'))
