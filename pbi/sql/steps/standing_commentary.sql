-- Each commentary as it stands: all texts of the last receipt that spoke of the same thing, on the day asked about.
-- What pages show and a return is compared with; submissions left out ($without) show what stood before them.
-- grain: authority × indicator × service × period × kind × text
SELECT
    authority,
    indicator,
    service,
    period,
    period_kind,
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
        RANK() OVER (PARTITION BY authority, indicator, service, period, kind ORDER BY received_on DESC, version DESC) AS place
    FROM commentary
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
      AND ($without IS NULL OR POSITION('|' || submission || '|' IN $without) = 0)
) AS ranked
WHERE place = 1 AND NOT withdrawn
