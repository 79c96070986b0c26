-- Every figure with its target and its status under the scheme asked for. Status is worked out here and stored nowhere.
-- Under the scheme 'none' nothing says how a figure is judged: no status, target or bound, and none that a return states.
-- A role the scheme has no status for (near, where there is only met and not met) takes the next worse one.
-- grain: basis × indicator × authority × period
SELECT
    j.basis, j.indicator, j.authority, j.period, j.period_kind, j.period_start, j.period_end, j.financial_year,
    quotient(j.part, j.whole)                       AS outturn,      -- the one division
    j.numerator, j.denominator, j.has_denominator,
    CASE WHEN h.statuses > 0 THEN t.target END      AS target,
    CASE WHEN h.statuses > 0 THEN t.target_lower END AS target_lower,
    CASE WHEN h.statuses > 0 THEN t.target_upper END AS target_upper,
    CASE WHEN h.statuses > 0 THEN t.target_kind END AS target_kind,
    t.is_split_target AND h.statuses > 0            AS is_split_target,
    CASE WHEN h.statuses > 0 THEN r.good_bound END  AS good_bound,
    CASE WHEN h.statuses > 0 THEN r.near_bound END  AS near_bound,
    COALESCE(s.role, w.role, CASE WHEN h.statuses > 0 THEN r.role END) AS role,
    COALESCE(s.status, w.status)                    AS status,
    COALESCE(s.label, w.label)                      AS label,
    COALESCE(s.letter, w.letter)                    AS letter,
    COALESCE(s.symbol, w.symbol)                    AS symbol,
    COALESCE(s.position, w.position)                AS position,
    CASE WHEN j.availability IS NULL AND j.restated THEN 'revised'
         WHEN h.statuses = 0 THEN j.availability
         WHEN j.availability IS NULL AND r.role = 'data only' THEN 'data_only'
         WHEN j.availability IS NULL AND r.role = 'unknown' AND t.target_kind IS NULL THEN 'no_target'
         ELSE j.availability END                    AS availability,
    CASE WHEN h.statuses > 0 THEN j.stated_status END AS stated_status,
    j.origin, j.restated, j.members_reporting, j.members_expected, j.submission, j.sheet, j.cell
FROM judgeable AS j
JOIN targeted AS t
    ON t.basis = j.basis AND t.indicator = j.indicator AND t.authority = j.authority AND t.period = j.period
JOIN roles AS r
    ON r.basis = j.basis AND r.indicator = j.indicator AND r.authority = j.authority AND r.period = j.period
CROSS JOIN (SELECT COUNT(status) AS statuses FROM scheme_statuses) AS h
LEFT JOIN scheme_statuses AS s ON s.role = r.role AND s.role_place = 1
LEFT JOIN scheme_statuses AS w ON s.role IS NULL AND r.role = 'near' AND w.role = 'bad' AND w.role_place = 1
