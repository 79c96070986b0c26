-- Each milestone as last reported by the day asked about.
-- grain: authority × action × title
SELECT
    authority,
    action,
    title,
    due,
    completed_on,
    submission,
    sheet,
    cell
FROM (
    SELECT
        milestone.*,
        ROW_NUMBER() OVER (PARTITION BY authority, action, title ORDER BY received_on DESC, version DESC) AS place
    FROM milestone
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
