-- Each group's pooled value: all cases of its members out of all, never a mean; and how far the members scatter about it,
-- beside what chance would give (the sum of squared standard scores over one less than their number; about 1 by chance).
-- grain: indicator
SELECT
    indicator,
    members,                                         -- with numerator and denominator
    x, n,
    p,
    v,                                               -- variance of one case: p(1 − p); of a rate p
    CASE WHEN members > 1 AND v > 0 THEN ROUND((squares - p * x) / v / (members - 1), 6) END        AS dispersion,
    CASE WHEN members > 1 AND v > 0 THEN                                      -- χ² beyond its 95% point (Wilson and Hilferty)
         (squares - p * x) / v > (members - 1) * POWER(1 - 2 / (9e0 * (members - 1)) + 1.644854e0 * SQRT(2 / (9e0 * (members - 1))), 3)
    END                                              AS is_overdispersed
FROM (
    SELECT
        indicator, members, x, n, squares,
        x / n                                                                   AS p,
        CASE WHEN tested_as = 'rate' THEN x / n ELSE x / n * (1 - x / n) END    AS v
    FROM (
        SELECT
            indicator,
            tested_as,
            COUNT(*)            AS members,
            SUM(x)              AS x,
            SUM(n)              AS n,
            SUM(x * x / n)      AS squares
        FROM peers
        WHERE is_member = 1 AND tested_as IS NOT NULL
        GROUP BY indicator, tested_as
    ) AS pooled
) AS spread
