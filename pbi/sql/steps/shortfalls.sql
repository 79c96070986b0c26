-- How far each figure falls short of its target, and how far it may: both multiplied out, so that nothing is divided.
-- higher: target − outturn; lower: outturn − target; range: the distance outside it, else 0. Relative: as percent of the target.
-- grain: basis × indicator × authority × period
SELECT
    basis, indicator, authority, period, part, whole, availability, polarity, is_data_only,
    tolerance_basis,
    CASE tolerance_basis WHEN 'relative' THEN 100 * short ELSE short END                    AS short,
    CASE tolerance_basis WHEN 'relative' THEN yardstick * whole ELSE whole END              AS scale,
    green_within,
    amber_within,
    good_cut,
    near_cut,
    inclusive
FROM (
    SELECT
        toleranced.*,
        CASE polarity
            WHEN 'higher' THEN target * whole - part
            WHEN 'lower'  THEN part - target * whole
            WHEN 'range'  THEN GREATEST(target_lower * whole - part, part - target_upper * whole, 0)
        END                     AS short,        -- at most 0 where the target is met
        ABS(CASE
            WHEN polarity <> 'range'                THEN target
            WHEN part < target_lower * whole        THEN target_lower
            ELSE target_upper
        END)                    AS yardstick     -- what a relative tolerance is a share of
    FROM toleranced
) AS measured_against
