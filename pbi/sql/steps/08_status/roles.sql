-- What each figure is under the rule of its time: good, near, bad, unknown or data only. Rule: methods, section 4.
-- good if the target is met or the shortfall within green_within, near if within amber_within, else bad; a target of 0
-- is met or bad.
-- grain: basis × indicator × authority × period
SELECT
    basis,
    indicator,
    authority,
    period,
    CASE
        WHEN is_data_only                                                               THEN 'data only'
        WHEN short IS NULL OR availability IN ('provisional', 'suppressed')             THEN 'unknown'
        WHEN is_met                                                                     THEN 'good'
        WHEN good_limit IS NULL                                                         THEN 'unknown'
        WHEN short < good_limit OR (inclusive AND short = good_limit)                   THEN 'good'
        WHEN short < near_limit OR (inclusive AND short = near_limit)                   THEN 'near'
        ELSE 'bad'
    END                         AS role,
    good_bound,
    near_bound
FROM shortfalls
