-- Each indicator's whole row of the catalogue as it stands.
-- What a return is compared with.
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
        indicator.*,
        ROW_NUMBER() OVER (PARTITION BY code ORDER BY received_on DESC, version DESC) AS place
    FROM indicator
) AS ranked
WHERE place = 1 AND NOT withdrawn
