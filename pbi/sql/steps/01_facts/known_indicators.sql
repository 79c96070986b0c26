-- Each indicator as the catalogue described it on the day asked about: its newest description. What it was in earlier
-- years, where that is dated, is in indicator_rules.
-- grain: indicator
SELECT
    d.code                      AS indicator,
    d.name                      AS indicator_name,
    d.definition,
    d.service,
    d.objective,
    d.unit,
    d.per,                                       -- outturn = per × numerator ÷ denominator
    d.polarity,
    d.polarity_source,                           -- stated, or inferred from what returns state
    d.frequency,
    d.across_authorities,
    d.across_periods,
    d.accumulates,                               -- TRUE: quarters are year to date
    d.decimals,
    d.standing,
    d.lifecycle,
    d.replaced_by,
    f.valid_from,                                -- before it nothing is awaited
    d.valid_to,                                  -- after it nothing is awaited and nothing counts
    d.comparable_from                            -- nothing is compared across this day
FROM dated_indicators AS d
JOIN (
    SELECT code, CASE WHEN COUNT(valid_from) = COUNT(*) THEN MIN(valid_from) END AS valid_from
    FROM dated_indicators
    GROUP BY code
) AS f
    ON f.code = d.code
WHERE d.place = 1
