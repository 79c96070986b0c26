-- Each achievement as it stands, on the day asked about.
-- What pages show and a return is compared with; submissions left out ($without) show what stood before them.
-- grain: authority × title × period
SELECT
    authority,
    service,
    title,
    period,
    period_kind,
    period_start,
    period_end,
    from_value,
    to_value,
    unit,
    submission,
    sheet,
    cell
FROM (
    SELECT
        achievement.*,
        ROW_NUMBER() OVER (PARTITION BY authority, title, period ORDER BY received_on DESC, version DESC) AS place
    FROM achievement
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
      AND ($without IS NULL OR POSITION('|' || submission || '|' IN $without) = 0)
) AS ranked
WHERE place = 1 AND NOT withdrawn
