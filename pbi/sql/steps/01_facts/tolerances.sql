-- Every tolerance with its dates and who set it: of indicator and authority first, then of indicators, authorities and
-- schemes, the newest of each first.
-- grain: scheme × authority × indicator × valid_from
SELECT
    t.scheme,                                    -- NULL: every scheme with a status between good and bad
    t.authority,                                 -- NULL: every authority
    n.authority_name,
    t.indicator,                                 -- NULL: every indicator
    i.indicator_name,
    t.basis,
    t.green_within,
    t.amber_within,
    t.good_cut,
    t.near_cut,
    t.inclusive,
    t.valid_from,
    t.valid_to,
    e.recorded_by,
    e.received_on,
    e.filename
FROM known_tolerances AS t
JOIN entry AS e ON e.version = t.version
LEFT JOIN known_authorities AS n ON n.authority = t.authority
LEFT JOIN known_indicators AS i ON i.indicator = t.indicator
WHERE t.scheme IS NULL OR t.scheme = COALESCE($scheme, 'rag')
ORDER BY
    CASE WHEN t.indicator IS NULL THEN 1 ELSE 0 END,
    UPPER(t.indicator),
    CASE WHEN t.authority IS NULL THEN 1 ELSE 0 END,
    n.authority_name,
    t.valid_from DESC
