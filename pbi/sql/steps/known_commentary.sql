-- What was said of each indicator or service: every text of the last receipt that spoke of it by the day asked about.
-- grain: authority × indicator × service × period × kind × text
SELECT
    authority,
    indicator,
    service,
    period,
    period_start,
    period_end,
    kind,
    text,
    submission,
    sheet,
    cell
FROM (
    SELECT
        commentary.*,
        RANK() OVER (
            PARTITION BY authority, indicator, service, period, kind ORDER BY received_on DESC, version DESC
        )                       AS place
    FROM commentary
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
