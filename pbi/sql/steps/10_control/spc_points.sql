-- The control chart (XmR) of every series, point by point. What a rule means depends on which way is better; what the limits
-- say of the target needs a target, a way that is better, and thirteen points.
-- Read in this order: spc_rows, spc_segments, spc_baselines, spc_screened, spc_limits, spc_patterns, spc_marks, spc_labels.
-- grain: series × date
SELECT
    series,
    date,
    value,                              -- NULL: a gap; it breaks every pattern and has none
    mean,
    lower,                              -- NULL where no two neighbouring rows hold a value
    upper,
    rule,
    CASE
        WHEN rule = 'none'                                                                              THEN 'common_cause'
        WHEN polarity = 'higher' AND rule IN ('outside_high', 'trend_up', 'two_of_three_high', 'shift_high') THEN 'improvement'
        WHEN polarity = 'lower' AND rule IN ('outside_low', 'trend_down', 'two_of_three_low', 'shift_low')   THEN 'improvement'
        WHEN polarity IN ('higher', 'lower')                                                            THEN 'concern'
        WHEN rule IN ('outside_high', 'trend_up', 'two_of_three_high', 'shift_high')                    THEN 'high'
        ELSE 'low'
    END AS verdict,
    CASE
        WHEN points < 13 OR target IS NULL OR lower IS NULL OR polarity IS NULL OR polarity NOT IN ('higher', 'lower') THEN 'none'
        WHEN target > over_upper                THEN CASE WHEN polarity = 'higher' THEN 'misses' ELSE 'meets' END
        WHEN target < under_lower               THEN CASE WHEN polarity = 'higher' THEN 'meets' ELSE 'misses' END
        ELSE 'hit_or_miss'
    END AS assurance,
    gate                                -- NULL: nothing stands in the way of what is said
FROM spc_labels
