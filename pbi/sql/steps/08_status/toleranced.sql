-- Each figure and target with the tolerance of their time, the most specific first: indicator and authority, indicator,
-- authority, scheme. A tolerance of no scheme serves every scheme that has a status between good and bad. One on trial
-- ($trial_basis: relative or points) stands in its place, save where the rule is fixed cut values; nothing is stored.
-- grain: basis × indicator × authority × period
SELECT
    basis, indicator, authority, period, part, whole, availability, target, target_lower, target_upper,
    polarity,
    is_data_only,
    CASE WHEN tolerance_basis = 'values' THEN tolerance_basis ELSE COALESCE($trial_basis, tolerance_basis) END
                                AS tolerance_basis,  -- relative | points | values; NULL: the scheme has no tolerance
    COALESCE(CAST($trial_green AS DECIMAL(12, 4)), green_within)        AS green_within,
    COALESCE(CAST($trial_amber AS DECIMAL(12, 4)), amber_within)        AS amber_within,
    good_cut,
    near_cut,
    COALESCE(inclusive, TRUE)   AS inclusive,
    set_for                     -- indicator and authority | indicator | authority | scheme: whom the tolerance is set for
FROM (
    SELECT
        g.basis, g.indicator, g.authority, g.period, g.part, g.whole, g.availability,
        g.target, g.target_lower, g.target_upper,
        i.polarity,
        i.polarity = 'none' OR COALESCE(i.standing = 'data only', FALSE)    AS is_data_only,
        t.basis                 AS tolerance_basis,
        t.green_within,
        t.amber_within,
        t.good_cut,
        t.near_cut,
        t.inclusive,
        CASE WHEN t.basis IS NULL                                           THEN NULL
             WHEN t.indicator IS NOT NULL AND t.authority IS NOT NULL       THEN 'indicator and authority'
             WHEN t.indicator IS NOT NULL                                   THEN 'indicator'
             WHEN t.authority IS NOT NULL                                   THEN 'authority'
             ELSE 'scheme' END  AS set_for,
        ROW_NUMBER() OVER (
            PARTITION BY g.basis, g.indicator, g.authority, g.period
            ORDER BY
                CASE WHEN t.indicator IS NOT NULL AND t.authority IS NOT NULL THEN 0
                     WHEN t.indicator IS NOT NULL                             THEN 1
                     WHEN t.authority IS NOT NULL                             THEN 2
                     ELSE 3 END,
                CASE WHEN t.scheme IS NULL THEN 1 ELSE 0 END,
                t.valid_from DESC
        )                       AS place
    FROM targeted AS g
    JOIN indicator_rules AS i ON i.indicator = g.indicator AND g.period_end BETWEEN i.valid_from AND i.valid_to
    CROSS JOIN (SELECT COUNT(CASE WHEN role = 'near' THEN 1 END) > 0 AS has_near FROM scheme_statuses) AS h
    LEFT JOIN known_tolerances AS t
        ON  COALESCE(t.indicator, g.indicator) = g.indicator
        AND COALESCE(t.authority, g.authority) = g.authority
        AND (t.valid_from <= g.period_end OR t.valid_from = DATE '2000-04-01')   -- that day: as far back as figures go
        AND COALESCE(t.valid_to, DATE '9999-12-31') >= g.period_end
        AND (t.scheme = COALESCE($scheme, 'rag')
             OR (t.scheme IS NULL AND h.has_near))
) AS ranked
WHERE place = 1
