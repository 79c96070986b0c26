-- Which figures count, official and without circumstances: of those asked for, each indicator once, as the partnership
-- reports it (is_headline), and each authority's own. Without a partnership every authority's figure is a headline.
-- grain: basis × indicator × authority
SELECT
    basis,
    authority,
    COALESCE(service, 'none')   AS service,
    indicator,
    role,
    NOT has_partnership OR authority_kind = 'partnership' AS is_headline
FROM (
    SELECT
        b.basis,
        a.authority,
        n.authority_kind,
        i.service,
        a.indicator,
        a.role,
        MAX(CASE WHEN n.authority_kind = 'partnership' THEN 1 ELSE 0 END)
            OVER (PARTITION BY b.basis, a.indicator) = 1     AS has_partnership
    FROM assessed AS a
    JOIN known_indicators AS i ON i.indicator = a.indicator
    JOIN known_authorities AS n ON n.authority = a.authority
    JOIN (
        SELECT DISTINCT basis, period FROM assessed
    ) AS b
        ON b.period = a.period
    LEFT JOIN assessed AS c                      -- the counterfactual that takes this figure's place in the other count
        ON  c.basis     = 'without circumstances'
        AND c.indicator = a.indicator
        AND c.authority = a.authority
        AND c.period    = a.period
    WHERE a.period = $period
      AND (a.basis = b.basis OR (b.basis = 'without circumstances' AND c.indicator IS NULL))
      AND ($authorities IS NULL OR POSITION('|' || a.authority || '|' IN $authorities) > 0)
      AND ($services    IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
      AND ($indicators  IS NULL OR POSITION('|' || a.indicator || '|' IN $indicators) > 0)
      AND ($objective   IS NULL OR i.objective = $objective)
) AS asked
