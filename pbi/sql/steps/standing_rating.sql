-- Each rating as it stands, on the day asked about.
-- What pages show and a return is compared with; submissions left out ($without) show what stood before them.
-- grain: authority × subject × code × period
SELECT
    authority,
    subject,                                     -- action | indicator
    code,
    period,
    period_kind,
    period_start,
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
      AND ($without IS NULL OR POSITION('|' || submission || '|' IN $without) = 0)
) AS ranked
WHERE place = 1 AND NOT withdrawn
