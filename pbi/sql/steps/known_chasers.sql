-- Every letter recorded as sent by the day asked about, but for those taken back by then.
-- grain: chaser
SELECT
    chaser,
    authority,
    service,                                     -- NULL: about every service
    period,
    sent_on,
    sent_by,
    text
FROM (
    SELECT
        chaser.*,
        ROW_NUMBER() OVER (PARTITION BY chaser ORDER BY received_on DESC, version DESC) AS place
    FROM chaser
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
