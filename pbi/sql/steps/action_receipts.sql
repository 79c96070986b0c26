-- Every receipt of an action by the day asked about, without those of returns that were taken back.
-- grain: authority × code × version
SELECT
    a.authority,
    a.code,
    a.version,
    a.received_on,
    a.due,
    a.revised_due
FROM action AS a
LEFT JOIN (
    SELECT DISTINCT submission
    FROM entry
    WHERE kind = 'undone' AND received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS u ON u.submission = a.submission
WHERE a.received_on <= COALESCE($as_of, DATE '9999-12-31')
  AND NOT a.withdrawn
  AND u.submission IS NULL
