-- How each indicator is made and judged, with the days between which that holds, as known on the day asked about. A figure
-- is judged by the rule of its period's last day. Rule: methods, section 2.
-- grain: indicator × valid_from
SELECT
    indicator,
    valid_from,                                  -- of the first rule the first day there is
    CAST(COALESCE(LEAD(valid_from) OVER in_time - INTERVAL '1' DAY, DATE '9999-12-31') AS DATE) AS valid_to,
    MAX(CASE WHEN is_break THEN valid_from END) OVER in_time        AS made_from,    -- figures are made this way since; NULL: always
    SUM(CASE WHEN is_break THEN 1 ELSE 0 END) OVER in_time          AS segment,      -- nothing is compared across two of them
    unit,
    per,                                         -- outturn = per × numerator ÷ denominator
    decimals,
    polarity,
    standing,
    across_authorities,
    across_periods,
    accumulates                                  -- TRUE: quarters are year to date
FROM (
    SELECT
        code                    AS indicator,
        CASE WHEN LAG(code) OVER in_time IS NULL THEN DATE '0001-01-01' ELSE valid_from END     AS valid_from,
        unit, per, decimals, polarity, standing, across_authorities, across_periods, accumulates,
        COALESCE(
            unit <> LAG(unit) OVER in_time OR per <> LAG(per) OVER in_time OR polarity <> LAG(polarity) OVER in_time
                OR across_authorities <> LAG(across_authorities) OVER in_time
                OR across_periods <> LAG(across_periods) OVER in_time OR accumulates <> LAG(accumulates) OVER in_time,
            FALSE)              AS is_break      -- other decimals or another standing alone is none
    FROM dated_indicators
    WINDOW in_time AS (PARTITION BY code ORDER BY valid_from NULLS FIRST)
) AS compared
WINDOW in_time AS (PARTITION BY indicator ORDER BY valid_from)
