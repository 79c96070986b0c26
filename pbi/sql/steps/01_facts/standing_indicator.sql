-- Each indicator's whole row of the catalogue as it stands, the newest where it is described from several days.
-- What a return is compared with; submissions left out ($without) show what it was without what they settled.
-- grain: code
SELECT
    code,
    name,
    definition,
    service,
    objective,
    unit,
    per,
    polarity,
    polarity_source,
    frequency,
    across_authorities,
    across_periods,
    accumulates,
    decimals,
    control,
    standing,
    lifecycle,
    ratified_by,
    replaced_by,
    comparable_from,
    valid_from,
    valid_to
FROM (
    SELECT
        last.*,
        ROW_NUMBER() OVER (PARTITION BY code ORDER BY valid_from DESC NULLS LAST)   AS newest
    FROM (
        SELECT
            indicator.*,
            ROW_NUMBER() OVER (
                PARTITION BY code, valid_from ORDER BY indicator.received_on DESC, indicator.version DESC
            )                   AS place
        FROM indicator
        LEFT JOIN entry AS e ON e.version = indicator.version
        WHERE $without IS NULL OR e.submission IS NULL OR POSITION('|' || e.submission || '|' IN $without) = 0
    ) AS last
    WHERE place = 1 AND NOT withdrawn
) AS ranked
WHERE newest = 1
