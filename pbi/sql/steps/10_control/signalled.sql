-- What the control chart of each series says at its last value, and what was completed in the asked period, both of the segment that
-- value stands in; of several completed, the latest. Of an indicator's series the one of the finest kind of period that can
-- be tested is read, else the finest; none is coarser than the asked period.
-- grain: indicator × authority
SELECT
    indicator,
    authority,
    period_kind                 AS series_kind,
    points,                                      -- values in the segment
    new_points,                                  -- of them in the asked period
    reason,                                      -- NULL: it can be tested
    gate, rule, verdict, assurance, mean, lower, upper,
    value                       AS latest,
    period                      AS latest_period,
    CASE WHEN reason IS NULL THEN since END             AS since,               -- NULL: no pattern stands at the last value
    CASE WHEN reason IS NULL THEN completed_in END      AS completed_in,        -- NULL: none was completed in the asked period
    CASE WHEN reason IS NULL THEN completed_rule END    AS completed_rule,
    CASE WHEN reason IS NULL THEN completed_verdict END AS completed_verdict,
    CASE WHEN reason IS NULL THEN completed_from END    AS completed_from,      -- from the mean, or where the trend set out …
    CASE WHEN reason IS NULL THEN completed_to END      AS completed_to         -- … to the value that completed it
FROM (
    SELECT
        s.*,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, authority ORDER BY CASE WHEN reason IS NULL THEN 0 ELSE 1 END, length, period_kind DESC
        )                       AS choice
    FROM (
        SELECT
            indicator, authority, period_kind, length, points, new_points, rule, verdict, assurance, mean, lower, upper, value, period,
            CASE WHEN gate = 'too little variation for this chart' THEN 'too little variation' ELSE gate END        AS gate,
            CASE WHEN gate = 'too few points' THEN gate
                 WHEN gate = 'too little variation for this chart' THEN 'too little variation'
                 WHEN new_points = 0 THEN 'no series' END                                       AS reason,
            place = last_place                                                                  AS is_last,
            MAX(CASE WHEN place = last_completed_at THEN period END)        OVER in_segment     AS since,
            MAX(CASE WHEN place = news THEN period END)                     OVER in_segment     AS completed_in,
            MAX(CASE WHEN place = news THEN completed_rule END)             OVER in_segment     AS completed_rule,
            MAX(CASE WHEN place = news THEN completed_verdict END)          OVER in_segment     AS completed_verdict,
            MAX(CASE WHEN place = news THEN completed_from END)             OVER in_segment     AS completed_from,
            MAX(CASE WHEN place = news THEN value END)                      OVER in_segment     AS completed_to
        FROM (
            SELECT
                p.*,
                MAX(place) OVER (PARTITION BY series)                                           AS last_place,
                FIRST_VALUE(completed_at) OVER (PARTITION BY series ORDER BY place DESC)        AS last_completed_at,
                COUNT(CASE WHEN date >= COALESCE($period_start, DATE '0001-01-01') THEN 1 END)
                    OVER (PARTITION BY series, segment)                                         AS new_points,
                MAX(CASE WHEN completed_rule IS NOT NULL AND date >= COALESCE($period_start, DATE '0001-01-01') THEN place END)
                    OVER (PARTITION BY series, segment)                                         AS news
            FROM signal_points AS p
            WHERE p.length <= CASE $period_kind WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half' THEN 6 ELSE 12 END
        ) AS p
        WINDOW in_segment AS (PARTITION BY series, segment)
    ) AS s
    WHERE is_last
) AS chosen
WHERE choice = 1
