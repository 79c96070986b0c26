-- Each outturn as it stands, on the day asked about.
-- What a return is compared with; submissions left out ($without) show what stood before them.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    period_kind,
    period_start,
    period_end,
    value,
    numerator,
    denominator,
    availability,
    stated_status,
    submission,
    sheet,
    cell
FROM (
    SELECT
        outturn.*,
        ROW_NUMBER() OVER (PARTITION BY indicator, authority, period ORDER BY received_on DESC, version DESC) AS place
    FROM outturn
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
      AND ($without IS NULL OR POSITION('|' || submission || '|' IN $without) = 0)
) AS ranked
WHERE place = 1 AND NOT withdrawn
