-- Each official figure as a fraction with its interval, in ones: Wilson's of a proportion; of a rate Byar's, and the exact Poisson
-- one under ten events. Limits are DOUBLE: they decide no status. NULL where there is none to give.
-- grain: indicator × authority × period × beside
SELECT
    c.indicator, c.authority, c.period, c.beside, c.period_kind, c.period_end, c.financial_year,
    c.outturn, c.has_denominator, c.is_partial, c.tested_as, c.polarity, c.segment, c.era,
    c.per, c.x, c.n,
    CASE WHEN c.x = 0 THEN 0e0
         WHEN c.tested_as = 'proportion' THEN (2 * c.x + c.zz_95 - c.z_95 * SQRT(c.zz_95 + 4 * c.x * (c.n - c.x) / c.n)) / (2 * (c.n + c.zz_95))
         WHEN c.tested_as = 'rate' THEN COALESCE(p.lower_95, c.x * POWER(1 - 1 / (9 * c.x) - c.z_95 / (3 * SQRT(c.x)), 3)) / c.n
    END                         AS lower_95,
    CASE WHEN c.tested_as = 'proportion' AND c.x = c.n THEN 1e0
         WHEN c.tested_as = 'proportion' THEN (2 * c.x + c.zz_95 + c.z_95 * SQRT(c.zz_95 + 4 * c.x * (c.n - c.x) / c.n)) / (2 * (c.n + c.zz_95))
         WHEN c.tested_as = 'rate' THEN COALESCE(p.upper_95, c.y * POWER(1 - 1 / (9 * c.y) + c.z_95 / (3 * SQRT(c.y)), 3)) / c.n
    END                         AS upper_95,
    CASE WHEN c.x = 0 THEN 0e0
         WHEN c.tested_as = 'proportion' THEN (2 * c.x + c.zz_998 - c.z_998 * SQRT(c.zz_998 + 4 * c.x * (c.n - c.x) / c.n)) / (2 * (c.n + c.zz_998))
         WHEN c.tested_as = 'rate' THEN COALESCE(p.lower_998, c.x * POWER(1 - 1 / (9 * c.x) - c.z_998 / (3 * SQRT(c.x)), 3)) / c.n
    END                         AS lower_998,
    CASE WHEN c.tested_as = 'proportion' AND c.x = c.n THEN 1e0
         WHEN c.tested_as = 'proportion' THEN (2 * c.x + c.zz_998 + c.z_998 * SQRT(c.zz_998 + 4 * c.x * (c.n - c.x) / c.n)) / (2 * (c.n + c.zz_998))
         WHEN c.tested_as = 'rate' THEN COALESCE(p.upper_998, c.y * POWER(1 - 1 / (9 * c.y) + c.z_998 / (3 * SQRT(c.y)), 3)) / c.n
    END                         AS upper_998
FROM (
    SELECT
        s.indicator, s.authority, s.period, s.beside, s.period_kind, s.period_end, s.financial_year,
        s.outturn, s.has_denominator, s.is_partial, s.tested_as, s.polarity, s.segment, s.era,
        CAST(s.per AS DOUBLE) AS per,
        CASE WHEN s.tested_as IS NOT NULL THEN CAST(s.numerator AS DOUBLE) END      AS x,    -- cases or events
        CASE WHEN s.tested_as IS NOT NULL THEN CAST(s.numerator AS DOUBLE) + 1 END  AS y,
        CASE WHEN s.tested_as IS NOT NULL THEN CAST(s.denominator AS DOUBLE) END    AS n,    -- out of, or over
        1.959964e0 AS z_95, 3.841458881296e0 AS zz_95, 3.090232e0 AS z_998, 9.549533813824e0 AS zz_998
    FROM segmented AS s
) AS c
LEFT JOIN poisson_limits AS p ON p.events = CASE WHEN c.tested_as = 'rate' THEN c.x END
