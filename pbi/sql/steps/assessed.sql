-- Every figure with its target and its status under the scheme asked for. Status is worked out here and stored nowhere.
-- A role the scheme has no status for (near, where there is only met and not met) takes the next worse one.
-- grain: basis × indicator × authority × period
SELECT
    j.basis, j.indicator, j.authority, j.period, j.period_kind, j.period_start, j.period_end, j.financial_year,
    CASE WHEN j.whole = 1 THEN CAST(j.part AS DECIMAL(18, 6))
         ELSE CAST(ROUND(CAST(j.part AS DOUBLE) / j.whole, 6) AS DECIMAL(18, 6)) END    AS outturn,      -- the one division
    j.numerator, j.denominator, j.has_denominator,
    t.target, t.target_lower, t.target_upper, t.target_kind, t.is_split_target,
    r.good_bound, r.near_bound,
    COALESCE(s.role, w.role, CASE WHEN h.statuses > 0 THEN r.role END) AS role,          -- NULL under the scheme 'none'
    COALESCE(s.status, w.status)                    AS status,
    COALESCE(s.label, w.label)                      AS label,
    COALESCE(s.letter, w.letter)                    AS letter,
    COALESCE(s.symbol, w.symbol)                    AS symbol,
    COALESCE(s.position, w.position)                AS position,
    CASE WHEN j.availability IS NULL AND j.restated THEN 'revised'
         WHEN j.availability IS NULL AND r.role = 'data only' THEN 'data_only'
         WHEN j.availability IS NULL AND r.role = 'unknown' AND t.target_kind IS NULL THEN 'no_target'
         ELSE j.availability END                    AS availability,
    j.stated_status, j.origin, j.restated, j.members_reporting, j.members_expected, j.submission, j.sheet, j.cell
FROM judgeable AS j
JOIN targeted AS t
    ON t.basis = j.basis AND t.indicator = j.indicator AND t.authority = j.authority AND t.period = j.period
JOIN roles AS r
    ON r.basis = j.basis AND r.indicator = j.indicator AND r.authority = j.authority AND r.period = j.period
CROSS JOIN (SELECT COUNT(status) AS statuses FROM scheme_statuses) AS h
LEFT JOIN scheme_statuses AS s ON s.role = r.role AND s.role_place = 1
LEFT JOIN scheme_statuses AS w ON s.role IS NULL AND r.role = 'near' AND w.role = 'bad' AND w.role_place = 1
