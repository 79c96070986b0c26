-- The periods from which people have set new limits by the day asked about, and not taken back by then.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    reason,
    author,
    set_on,
    baseline                                     -- NULL: limits from every row of the segment
FROM (
    SELECT
        rebase.*,
        ROW_NUMBER() OVER (PARTITION BY indicator, authority, period ORDER BY received_on DESC, version DESC) AS place
    FROM rebase
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
  AND (lifted_on IS NULL OR lifted_on > COALESCE($as_of, DATE '9999-12-30'))
