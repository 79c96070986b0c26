-- Whether a proportion or a rate rises or falls over its last five years: the χ² test for trend (Cochran and Armitage's, the
-- years as scores; of a rate its Poisson counterpart), over the same period of each year up to the one asked. Three years or
-- more, of one definition and with every member, the same ones; what is missing between them is left out.
-- grain: indicator × authority
SELECT
    indicator,
    authority,
    years,
    trend_from,                                          -- the first period tested
    chi_square,                                          -- one degree of freedom; 9.55 at 99.8%, 3.84 at 95%
    CASE
        WHEN tested_as IS NULL                                      THEN 'not_testable'
        WHEN years < 3                                              THEN 'too_few_points'
        WHEN chi_square > 9.549533813824e0 AND slope > 0 AND polarity = 'higher' THEN 'improving'
        WHEN chi_square > 9.549533813824e0 AND slope < 0 AND polarity = 'lower'  THEN 'improving'
        WHEN chi_square > 9.549533813824e0 AND polarity IN ('higher', 'lower')   THEN 'worsening'
        WHEN chi_square > 9.549533813824e0 AND slope > 0            THEN 'increasing'
        WHEN chi_square > 9.549533813824e0                          THEN 'decreasing'
        ELSE 'no_clear_change'
    END                         AS trend,                -- at 99.8%
    CASE WHEN years >= 3 THEN chi_square > 3.841458881296e0 END     AS is_trend_95,
    CASE WHEN years >= 3 AND slope > 0 THEN 'up' WHEN years >= 3 AND slope < 0 THEN 'down' END      AS trend_way
FROM (
    SELECT
        indicator, authority, tested_as, polarity, years, trend_from, slope,
        CASE WHEN years < 3 THEN NULL WHEN x = 0 OR (tested_as = 'proportion' AND x = n) THEN 0e0
             ELSE ROUND(slope * slope / (x / n * CASE WHEN tested_as = 'rate' THEN 1 ELSE 1 - x / n END * (ntt - nt * nt / n)), 6)
        END                     AS chi_square
    FROM (
        SELECT
            f.indicator, f.authority, f.tested_as, f.polarity,
            COUNT(h.x)                                              AS years,
            MIN(h.period)                                           AS trend_from,
            SUM(h.x)                                                AS x,
            SUM(h.n)                                                AS n,
            SUM(h.n * (h.financial_year - f.financial_year))        AS nt,
            SUM(h.n * (h.financial_year - f.financial_year) * (h.financial_year - f.financial_year)) AS ntt,
            SUM(h.x * (h.financial_year - f.financial_year))
                - SUM(h.x) * SUM(h.n * (h.financial_year - f.financial_year)) / SUM(h.n)             AS slope
        FROM fractions AS f
        LEFT JOIN fractions AS h
            ON  h.indicator = f.indicator AND h.authority = f.authority AND h.period_kind = f.period_kind
            AND h.beside IS NULL AND h.segment = f.segment AND h.era = f.era AND h.tested_as = f.tested_as AND NOT h.is_partial
            AND h.financial_year BETWEEN f.financial_year - 4 AND f.financial_year
            AND EXTRACT(MONTH FROM h.period_end) = EXTRACT(MONTH FROM f.period_end)
        WHERE f.period = $period AND f.beside IS NULL AND f.outturn IS NOT NULL
        GROUP BY f.indicator, f.authority, f.tested_as, f.polarity
    ) AS sums
) AS tested
