-- Demand of each member and of all of them together; complete once every member has reported every indicator of demand,
-- none of it provisionally and none of it suppressed.
-- grain: partnership × authority × period
SELECT
    partnership, authority, period, period_kind, period_start, period_end,
    CAST(volume AS DECIMAL(24, 6))              AS volume,          -- cases
    CAST(hours AS DECIMAL(24, 6))               AS hours,           -- cases × agreed hours
    CAST(SUM(hours) OVER (PARTITION BY partnership, period) AS DECIMAL(24, 6))
                                                AS total_hours,
    CAST(SUM(square) OVER (PARTITION BY partnership, period) AS DECIMAL(38, 6))
                                                AS total_square,    -- Σ cases × agreed hours²
    COUNT(CASE WHEN missing = suppressed THEN 1 END) OVER (PARTITION BY partnership, period)
                                                AS members_reporting,
    COUNT(*) OVER (PARTITION BY partnership, period)
                                                AS members_expected,
    SUM(missing + provisional) OVER (PARTITION BY partnership, period) = 0
                                                AS is_complete,
    SUM(suppressed) OVER (PARTITION BY partnership, period) > 0
                                                AS has_suppressed,
    restated
FROM (
    SELECT
        partnership, authority, period, period_kind, period_start, period_end,
        SUM(volume)                             AS volume,
        SUM(hours)                              AS hours,
        SUM(CAST(hours * hours_per_case AS DECIMAL(38, 6)))             AS square,
        COUNT(*) - COUNT(volume)                AS missing,
        COUNT(CASE WHEN is_suppressed THEN 1 END)                       AS suppressed,
        COUNT(CASE WHEN availability = 'provisional' THEN 1 END)        AS provisional,
        MAX(CASE WHEN restated THEN 1 ELSE 0 END) = 1                   AS restated
    FROM demand_cases
    GROUP BY partnership, authority, period, period_kind, period_start, period_end
) AS summed
