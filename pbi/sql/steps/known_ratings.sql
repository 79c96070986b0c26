-- Each quarterly rating as last reported by the day asked about.
-- grain: authority × subject × code × period
SELECT
    authority,
    subject,                                     -- action | indicator
    code,
    period,
    period_end,
    rating,
    stated,
    submission,
    sheet,
    cell
FROM (
    SELECT
        rating.*,
        ROW_NUMBER() OVER (PARTITION BY authority, subject, code, period ORDER BY received_on DESC, version DESC) AS place
    FROM rating
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
