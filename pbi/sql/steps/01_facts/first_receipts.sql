-- The day on which each figure first came, by the day asked about, in a return that has not been taken back since. What
-- says only that there is none yet is no figure.
-- grain: indicator × authority × period
SELECT
    o.indicator,
    o.authority,
    o.period,
    o.period_start,
    o.period_end,
    MIN(o.received_on)          AS first_received_on
FROM outturn AS o
LEFT JOIN (
    SELECT DISTINCT submission
    FROM entry
    WHERE kind = 'undone' AND submission IS NOT NULL AND received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS u
    ON u.submission = o.submission
WHERE u.submission IS NULL
  AND NOT o.withdrawn
  AND COALESCE(o.availability, '') NOT IN ('awaited', 'late', 'not_due')
  AND o.received_on <= COALESCE($as_of, DATE '9999-12-31')
GROUP BY o.indicator, o.authority, o.period, o.period_start, o.period_end
