-- The figures of the asked period that are compared: every authority's, or those of a group's members ($comparators) and of
-- whoever is asked about. A partnership is the sum of others and nobody's peer.
-- grain: indicator × authority
SELECT
    a.indicator, a.authority, n.authority_name, a.period, a.period_kind, a.period_end,
    a.outturn, a.numerator, a.denominator, a.availability, a.restated, a.submission, a.sheet, a.cell,
    r.polarity,
    f.tested_as,                                     -- proportion | rate; NULL: no count of cases, so no verdict
    CAST(r.per AS DOUBLE)       AS per,
    f.x, f.n,
    f.per * f.x / f.n           AS estimate,         -- the outturn, not rounded
    f.per * f.lower_95          AS lower_95,
    f.per * f.upper_95          AS upper_95,
    f.per * f.lower_998         AS lower_998,
    f.per * f.upper_998         AS upper_998,
    CASE WHEN $comparators IS NULL OR g.authority IS NOT NULL THEN 1 ELSE 0 END                     AS is_member,
    $authorities IS NOT NULL AND POSITION('|' || a.authority || '|' IN $authorities) > 0            AS is_asked
FROM assessed AS a
JOIN known_indicators AS i ON i.indicator = a.indicator
JOIN indicator_rules AS r ON r.indicator = a.indicator AND a.period_end BETWEEN r.valid_from AND r.valid_to
JOIN known_authorities AS n ON n.authority = a.authority
LEFT JOIN fractions AS f
    ON  f.indicator = a.indicator
    AND f.authority = a.authority
    AND f.period    = a.period
    AND f.beside IS NULL AND f.tested_as IS NOT NULL
LEFT JOIN group_members AS g ON g.authority = a.authority AND g.comparators = $comparators
WHERE a.basis = 'official' AND a.period = $period AND n.authority_kind <> 'partnership'
  AND ($comparators IS NULL OR g.authority IS NOT NULL OR POSITION('|' || a.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || a.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR i.objective = $objective)
