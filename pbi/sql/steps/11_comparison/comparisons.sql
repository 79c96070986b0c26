-- Each figure of the asked period beside its peers: rank and quarter, its intervals, and whether it differs from the group's
-- pooled value. An authority with half of the group's cases or more is left out of its own benchmark: it is compared with the
-- rest. A funnel needs five members: p ± z·√(p(1 − p)/n), of a rate ± z·√(p/n).
-- grain: indicator × authority
SELECT
    indicator, authority, authority_name, period, period_kind, period_end,
    outturn, numerator, denominator, tested_as, lower_95, upper_95, lower_998, upper_998,
    is_member, is_asked,
    members,                                             -- of the group, with numerator and denominator
    pooled, benchmark, in_benchmark,                     -- benchmark: what it is compared with
    CASE WHEN benchmark IS NULL OR tested_as IS NULL THEN NULL
         WHEN lower_998 > benchmark             THEN 'higher'
         WHEN upper_998 < benchmark             THEN 'lower'
         ELSE 'similar' END             AS comparison,   -- at 99.8%: what is said
    CASE WHEN benchmark IS NULL OR tested_as IS NULL THEN NULL
         WHEN lower_95 > benchmark              THEN 'higher'
         WHEN upper_95 < benchmark              THEN 'lower'
         ELSE 'similar' END             AS comparison_95,
    CASE WHEN outturn IS NOT NULL THEN place END                                                AS rank,
    ranked,                                              -- out of how many; ties share the better rank
    CASE WHEN outturn IS NOT NULL AND ranked >= 4        -- ⌊k + 1 − ⌈(N + 1 − rank) ÷ (N ÷ k)⌉⌋, k = 4
         THEN CAST(5 - CEIL(CAST((ranked + 1 - place) * 4 AS DOUBLE) / ranked) AS INTEGER) END  AS quartile,
    spread,                                              -- the funnel's half-width is z·spread ÷ √denominator
    CASE WHEN low_95 < 0  THEN 0e0 ELSE ROUND(low_95, 9) END                                    AS funnel_lower_95,
    CASE WHEN tested_as = 'proportion' AND high_95 > per  THEN per ELSE ROUND(high_95, 9) END   AS funnel_upper_95,
    CASE WHEN low_998 < 0 THEN 0e0 ELSE ROUND(low_998, 9) END                                   AS funnel_lower_998,
    CASE WHEN tested_as = 'proportion' AND high_998 > per THEN per ELSE ROUND(high_998, 9) END  AS funnel_upper_998,
    dispersion, is_overdispersed,                        -- beyond what chance would give, at 95%
    availability, restated, submission, sheet, cell
FROM (
    SELECT
        j.*,
        pooled - 1.959964e0 * spread / SQRT(n) AS low_95, pooled + 1.959964e0 * spread / SQRT(n) AS high_95,
        pooled - 3.090232e0 * spread / SQRT(n) AS low_998, pooled + 3.090232e0 * spread / SQRT(n) AS high_998
    FROM (
        SELECT
            p.indicator, p.authority, p.authority_name, p.period, p.period_kind, p.period_end,
            p.outturn, p.numerator, p.denominator, p.tested_as, p.per, p.n, p.lower_95, p.upper_95, p.lower_998, p.upper_998,
            p.is_member, p.is_asked, p.availability, p.restated, p.submission, p.sheet, p.cell,
            b.members, p.per * b.x / b.n AS pooled, b.dispersion, b.is_overdispersed,
            CASE WHEN b.members >= 5 THEN p.per * SQRT(b.v) END                                         AS spread,
            COALESCE(p.is_member = 1 AND p.n * 2 < b.n, FALSE)                                          AS in_benchmark,
            CASE WHEN p.is_member = 0 OR p.n * 2 < b.n THEN p.per * b.x / b.n
                 WHEN b.n > p.n THEN p.per * (b.x - p.x) / (b.n - p.n) END                              AS benchmark,
            COUNT(p.outturn) OVER (PARTITION BY p.indicator)                                            AS ranked,
            RANK() OVER (
                PARTITION BY p.indicator
                ORDER BY CASE WHEN p.outturn IS NULL THEN 1 ELSE 0 END, CASE WHEN p.polarity = 'lower' THEN p.outturn ELSE -p.outturn END
            )                                                                                           AS place
        FROM peers AS p
        LEFT JOIN benchmarks AS b ON b.indicator = p.indicator
    ) AS j
) AS r
