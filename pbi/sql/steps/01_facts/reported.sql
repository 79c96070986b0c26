-- The outturn that holds: the last received for each indicator, authority and period by the day asked about.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    period_kind,
    period_start,
    period_end,
    CASE WHEN EXTRACT(MONTH FROM period_end) >= 4 THEN EXTRACT(YEAR FROM period_end) ELSE EXTRACT(YEAR FROM period_end) - 1 END
                                AS financial_year,   -- the calendar year in which it began
    value,
    numerator,
    denominator,
    availability,
    stated_status,
    COALESCE(smallest <> largest, FALSE) OR COALESCE(fewest <> most, FALSE) OR COALESCE(narrowest <> widest, FALSE)
                                AS restated,         -- an earlier receipt gave another figure
    submission,
    sheet,
    cell
FROM (
    SELECT
        outturn.*,
        MIN(value)       OVER (PARTITION BY indicator, authority, period)   AS smallest,
        MAX(value)       OVER (PARTITION BY indicator, authority, period)   AS largest,
        MIN(numerator)   OVER (PARTITION BY indicator, authority, period)   AS fewest,
        MAX(numerator)   OVER (PARTITION BY indicator, authority, period)   AS most,
        MIN(denominator) OVER (PARTITION BY indicator, authority, period)   AS narrowest,
        MAX(denominator) OVER (PARTITION BY indicator, authority, period)   AS widest,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, authority, period ORDER BY received_on DESC, version DESC
        )                       AS place
    FROM outturn
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
