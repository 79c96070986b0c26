-- Every receipt of an action by the day asked about, without those of returns that were taken back. A return speaks of the
-- time up to the end of the newest period it has figures of, which is before the day on which it was received.
-- grain: authority × code × version
SELECT
    a.authority,
    a.code,
    a.version,
    CASE WHEN f.period_end < a.received_on THEN f.period_end ELSE a.received_on END AS spoken_on,
    a.due,
    a.revised_due
FROM action AS a
LEFT JOIN (
    SELECT submission, MAX(period_end) AS period_end
    FROM outturn
    GROUP BY submission
) AS f ON f.submission = a.submission
LEFT JOIN (
    SELECT DISTINCT submission
    FROM entry
    WHERE kind = 'undone' AND received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS u ON u.submission = a.submission
WHERE a.received_on <= COALESCE($as_of, DATE '9999-12-31')
  AND NOT a.withdrawn
  AND u.submission IS NULL
