-- Each figure beside its target: the authority's own, else the one for all authorities (never for a partnership); the
-- period's own, else the year's; a benchmark only where nothing else was set.
-- A year's target serves its quarters: a count is split evenly over them, anything else keeps the same target.
-- grain: basis × indicator × authority × period
SELECT
    basis,
    indicator,
    authority,
    period,
    period_end,
    part,
    whole,
    availability,
    CASE WHEN months = 12 THEN target_value ELSE CAST(ROUND(target_value * months / 12.0, 6) AS DECIMAL(18, 6)) END AS target,
    CASE WHEN months = 12 THEN target_lower ELSE CAST(ROUND(target_lower * months / 12.0, 6) AS DECIMAL(18, 6)) END AS target_lower,
    CASE WHEN months = 12 THEN target_upper ELSE CAST(ROUND(target_upper * months / 12.0, 6) AS DECIMAL(18, 6)) END AS target_upper,
    target_kind,                                 -- NULL: no target
    months < 12 AND target_kind IS NOT NULL     AS is_split_target
FROM (
    SELECT
        j.basis, j.indicator, j.authority, j.period, j.period_end, j.part, j.whole, j.availability,
        t.value                 AS target_value,
        t.lower                 AS target_lower,
        t.upper                 AS target_upper,
        t.kind                  AS target_kind,
        CASE
            WHEN t.period = j.period OR i.across_periods <> 'sum'   THEN 12
            WHEN i.accumulates  THEN MOD(CAST(EXTRACT(MONTH FROM j.period_end) AS INTEGER) + 8, 12) + 1
            WHEN j.period_kind = 'quarter'                          THEN 3
            WHEN j.period_kind = 'half'                             THEN 6
            WHEN j.period_kind = 'month'                            THEN 1
            ELSE 12
        END                     AS months,
        ROW_NUMBER() OVER (
            PARTITION BY j.basis, j.indicator, j.authority, j.period
            ORDER BY
                CASE WHEN t.kind = 'benchmark' THEN 1 ELSE 0 END,
                CASE WHEN t.authority IS NULL THEN 1 ELSE 0 END,
                CASE WHEN t.period = j.period THEN 0 ELSE 1 END,
                CASE t.kind WHEN 'target' THEN 0 WHEN 'forecast' THEN 1 ELSE 2 END
        )                       AS place
    FROM judgeable AS j
    JOIN known_indicators AS i ON i.indicator = j.indicator
    LEFT JOIN known_authorities AS a ON a.authority = j.authority
    LEFT JOIN known_targets AS t
        ON  t.indicator = j.indicator
        AND (t.authority = j.authority OR (t.authority IS NULL AND a.authority_kind <> 'partnership'))
        AND (t.period = j.period
             OR (t.period_kind = 'year' AND t.period_start <= j.period_start AND t.period_end >= j.period_end
                 AND j.period_kind IN ('month', 'quarter', 'half')))
) AS ranked
WHERE place = 1
