-- The groups within which authorities can be compared, and who is in each on the last day of the asked period: comparator
-- groups, and each partnership's members. Where no period is asked, everyone who ever was.
-- grain: comparators × authority
SELECT
    comparators,
    MAX(name)                   AS comparators_name,
    MAX(source)                 AS source,           -- who drew the list up
    MAX(is_partnership)         AS is_partnership,
    authority
FROM (
    SELECT
        comparators, name, source, 0 AS is_partnership, authority,
        CASE WHEN valid_from = DATE '2000-04-01' THEN DATE '0001-01-01' ELSE valid_from END     -- as far back as figures go
                                AS valid_from,
        valid_to
    FROM known_comparators
    UNION ALL
    SELECT m.partnership, COALESCE(n.authority_name, m.partnership), NULL, 1, m.authority, m.valid_from, m.valid_to
    FROM known_memberships AS m
    LEFT JOIN known_authorities AS n ON n.authority = m.partnership
) AS g
WHERE valid_from <= COALESCE($period_end, valid_from)
  AND COALESCE(valid_to, DATE '9999-12-31') >= COALESCE($period_end, valid_from)
GROUP BY comparators, authority
