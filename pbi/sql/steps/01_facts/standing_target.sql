-- Each target as it stands, with the submission it came from where it came with a return.
-- What a return is compared with; submissions left out ($without) show what stood before them.
-- grain: indicator × authority × period × kind
SELECT
    indicator,
    authority,
    period,
    period_kind,
    period_start,
    period_end,
    value,
    lower,
    upper,
    kind,
    submission,
    sheet,
    cell
FROM (
    SELECT
        target.*,
        ROW_NUMBER() OVER (PARTITION BY indicator, authority, period, kind ORDER BY received_on DESC, version DESC) AS place
    FROM target
    WHERE ($without IS NULL OR submission IS NULL OR POSITION('|' || submission || '|' IN $without) = 0)
) AS ranked
WHERE place = 1 AND NOT withdrawn
