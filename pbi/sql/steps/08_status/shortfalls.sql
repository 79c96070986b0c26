-- How far each figure falls short of its target and how far it may, both multiplied out so that nothing is divided.
-- higher: target − outturn; lower: outturn − target; range: the distance outside it, else 0. Relative: as percent of the
-- target. Under fixed cut values what it may is the cut itself, and a target plays no part.
-- grain: basis × indicator × authority × period
SELECT
    basis, indicator, authority, period, part, polarity, availability, is_data_only,
    tolerance_basis <> 'values' AND short <= 0                              AS is_met,
    CASE tolerance_basis WHEN 'relative' THEN 100 * short ELSE short END    AS short,
    CASE tolerance_basis
        WHEN 'relative' THEN COALESCE(green_within, 0) * yardstick
        WHEN 'points'   THEN COALESCE(green_within, 0) * whole
        WHEN 'values'   THEN worse * good_cut * whole
    END                         AS good_limit,   -- good up to here
    CASE tolerance_basis
        WHEN 'relative' THEN amber_within * yardstick
        WHEN 'points'   THEN amber_within * whole
        WHEN 'values'   THEN worse * near_cut * whole
    END                         AS near_limit,   -- near up to here; NULL: nothing is near
    inclusive,                                   -- the limit itself still counts
    CAST(ROUND(CASE tolerance_basis
        WHEN 'relative' THEN aim + worse * ABS(aim) * COALESCE(green_within, 0) / 100
        WHEN 'points'   THEN aim + worse * COALESCE(green_within, 0)
        WHEN 'values'   THEN ABS(worse) * good_cut
    END, 6) AS DECIMAL(18, 6))  AS good_bound,   -- the figure at which good ends: to be shown, never to judge by
    CAST(ROUND(CASE tolerance_basis
        WHEN 'relative' THEN aim + worse * ABS(aim) * amber_within / 100
        WHEN 'points'   THEN aim + worse * amber_within
        WHEN 'values'   THEN ABS(worse) * near_cut
    END, 6) AS DECIMAL(18, 6))  AS near_bound    -- and near
FROM (
    SELECT
        toleranced.*,
        CAST(target AS DOUBLE)                                              AS aim,
        CASE polarity WHEN 'higher' THEN -1 WHEN 'lower' THEN 1 END         AS worse,    -- which way is worse
        CASE
            WHEN tolerance_basis = 'values' AND polarity = 'higher'         THEN -part
            WHEN tolerance_basis = 'values' AND polarity = 'lower'          THEN part
            WHEN tolerance_basis = 'values'                                 THEN NULL
            WHEN polarity = 'higher'                                        THEN target * whole - part
            WHEN polarity = 'lower'                                         THEN part - target * whole
            WHEN polarity = 'range' AND part < target_lower * whole         THEN target_lower * whole - part
            WHEN polarity = 'range' AND part > target_upper * whole         THEN part - target_upper * whole
            WHEN polarity = 'range' AND COALESCE(target_lower, target_upper) IS NOT NULL AND part IS NOT NULL THEN 0
        END                     AS short,
        ABS(CASE
            WHEN polarity <> 'range'                                        THEN target
            WHEN part < target_lower * whole                                THEN target_lower
            ELSE target_upper
        END) * whole            AS yardstick     -- what a relative tolerance is a share of: the target, or the bound breached
    FROM toleranced
) AS measured_against
