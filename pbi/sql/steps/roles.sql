-- What each figure is under the rule of its time: good, near, bad, unknown or data only. Rule: methods, section 4.
-- good if the shortfall is within green_within, near if within amber_within, else bad; a target of 0 is met or bad.
-- grain: basis × indicator × authority × period
SELECT
    basis,
    indicator,
    authority,
    period,
    CASE
        WHEN is_data_only                                                   THEN 'data only'
        WHEN part IS NULL OR polarity = 'unconfirmed' OR tolerance_basis IS NULL
            OR COALESCE(availability, '') IN ('provisional', 'suppressed')  THEN 'unknown'
        WHEN tolerance_basis = 'values' THEN CASE
            WHEN polarity = 'higher' AND part >= good_cut * whole           THEN 'good'
            WHEN polarity = 'higher' AND part >= near_cut * whole           THEN 'near'
            WHEN polarity = 'lower'  AND part <= good_cut * whole           THEN 'good'
            WHEN polarity = 'lower'  AND part <= near_cut * whole           THEN 'near'
            ELSE 'bad' END
        WHEN short IS NULL                                                  THEN 'unknown'
        WHEN short <= 0                                                     THEN 'good'
        WHEN scale = 0                                                      THEN 'bad'
        WHEN short < green_within * scale OR (inclusive AND short = green_within * scale) THEN 'good'
        WHEN short < amber_within * scale OR (inclusive AND short = amber_within * scale) THEN 'near'
        ELSE 'bad'
    END                         AS role
FROM shortfalls
