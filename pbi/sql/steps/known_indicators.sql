-- Each indicator as the catalogue described it on the day asked about (the first description where it is older than any).
-- grain: indicator
SELECT
    code                        AS indicator,
    name                        AS indicator_name,
    definition,
    service,
    objective,
    unit,
    per,                                         -- outturn = per × numerator ÷ denominator
    polarity,
    polarity_source,                             -- stated, or inferred from what returns state
    frequency,
    across_authorities,
    across_periods,
    accumulates,                                 -- TRUE: quarters are year to date
    decimals,
    standing,
    lifecycle,
    replaced_by,
    valid_from,
    valid_to,                                    -- after it nothing is awaited and nothing counts
    comparable_from                              -- nothing is compared across this day
FROM (
    SELECT
        indicator.*,
        ROW_NUMBER() OVER (
            PARTITION BY code
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM indicator
) AS ranked
WHERE place = 1 AND NOT withdrawn
