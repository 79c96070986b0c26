-- What is otherwise than one publication had it: figure, target, tolerance, status and movement then and now, and which
-- changed. A movement also changes with the figure of the year before. A publication from before movements were kept has only
-- the direction of the test against the year before, so the direction is compared, and no movement is given.
-- Asked of one ($publication), with its own period, scheme and authorities.
-- grain: indicator × authority
SELECT
    indicator, indicator_name, authority, authority_name, authority_kind, unit, per, decimals,
    old_outturn, new_outturn, old_target, new_target,
    old_target_lower, new_target_lower, old_target_upper, new_target_upper,
    old_basis, new_basis, old_green_within, new_green_within, old_amber_within, new_amber_within,
    old_good_cut, new_good_cut, old_near_cut, new_near_cut,
    old_status, new_status, old_label, new_label, old_symbol, new_symbol, old_role, new_role, old_direction, new_direction, old_movement, new_movement,
    figure_changed,                              -- restated, received since, or no longer held
    target_changed,
    tolerance_changed,
    status_changed,
    movement_changed
FROM (
    SELECT
        COALESCE(p.indicator, n.indicator) AS indicator, COALESCE(n.indicator_name, p.indicator_name) AS indicator_name,
        COALESCE(p.authority, n.authority) AS authority, COALESCE(n.authority_name, p.authority_name) AS authority_name,
        COALESCE(n.authority_kind, p.authority_kind) AS authority_kind,
        COALESCE(n.unit, p.unit) AS unit, COALESCE(n.per, p.per) AS per, COALESCE(n.decimals, p.decimals) AS decimals,
        p.outturn AS old_outturn, n.outturn AS new_outturn, p.target AS old_target, n.target AS new_target,
        p.target_lower AS old_target_lower, n.target_lower AS new_target_lower,
        p.target_upper AS old_target_upper, n.target_upper AS new_target_upper,
        p.tolerance_basis AS old_basis, n.tolerance_basis AS new_basis,
        p.green_within AS old_green_within, n.green_within AS new_green_within,
        p.amber_within AS old_amber_within, n.amber_within AS new_amber_within,
        p.good_cut AS old_good_cut, n.good_cut AS new_good_cut, p.near_cut AS old_near_cut, n.near_cut AS new_near_cut,
        p.status AS old_status, n.status AS new_status, p.label AS old_label, n.label AS new_label,
        p.symbol AS old_symbol, n.symbol AS new_symbol, p.role AS old_role, n.role AS new_role,
        p.outturn IS DISTINCT FROM n.outturn OR p.numerator IS DISTINCT FROM n.numerator
            OR p.denominator IS DISTINCT FROM n.denominator                                 AS figure_changed,
        p.target IS DISTINCT FROM n.target OR p.target_lower IS DISTINCT FROM n.target_lower
            OR p.target_upper IS DISTINCT FROM n.target_upper                               AS target_changed,
        p.indicator = n.indicator AND (
            p.tolerance_basis IS DISTINCT FROM n.tolerance_basis OR p.inclusive IS DISTINCT FROM n.inclusive
            OR p.green_within IS DISTINCT FROM n.green_within OR p.amber_within IS DISTINCT FROM n.amber_within
            OR p.good_cut IS DISTINCT FROM n.good_cut OR p.near_cut IS DISTINCT FROM n.near_cut)    AS tolerance_changed,
        p.status IS DISTINCT FROM n.status                                                  AS status_changed,
        p.direction AS old_direction, n.direction AS new_direction,
        p.movement AS old_movement, CASE WHEN h.movements > 0 THEN n.movement END AS new_movement,
        CASE WHEN h.movements > 0 THEN p.movement IS DISTINCT FROM n.movement
             ELSE p.direction IS DISTINCT FROM n.direction END                              AS movement_changed
    FROM (SELECT published.* FROM published WHERE publication = $publication) AS p
    FULL OUTER JOIN publishable AS n ON n.indicator = p.indicator AND n.authority = p.authority
    CROSS JOIN (SELECT COUNT(movement) AS movements FROM publication_row WHERE publication = $publication) AS h
) AS beside
WHERE figure_changed OR target_changed OR tolerance_changed OR status_changed OR movement_changed
ORDER BY UPPER(indicator), authority
