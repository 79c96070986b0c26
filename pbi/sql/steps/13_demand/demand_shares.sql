-- Each member's share of the partnership's demand, in hours, beside its agreed share; inside or outside decided without a
-- division. Limits: Wilson (1927) on the effective number of cases, (Σ cases × hours)² ÷ Σ cases × hours² (Kish), which
-- is the number of cases where all weigh the same. No share where a member has not reported: the total is not known.
-- grain: partnership × authority × period
SELECT
    partnership, authority, period, period_kind, period_start, period_end,
    volume, hours, members_reporting, members_expected, is_complete, has_suppressed, restated,
    agreed_share, agreement_from, tolerance, budget,
    CAST(ROUND(100 * p, 6) AS DECIMAL(18, 6))                                           AS share,          -- percent
    CAST(ROUND(100 * (m95 - h95), 6) AS DECIMAL(18, 6))                                 AS lower_95,
    CAST(ROUND(100 * (m95 + h95), 6) AS DECIMAL(18, 6))                                 AS upper_95,
    CAST(ROUND(100 * (m998 - h998), 6) AS DECIMAL(18, 6))                               AS lower_998,
    CAST(ROUND(100 * (m998 + h998), 6) AS DECIMAL(18, 6))                               AS upper_998,
    quotient(apart, total_hours)                                                        AS difference,     -- points
    CASE WHEN apart > 0 THEN 1 WHEN apart < 0 THEN -1 WHEN apart = 0 THEN 0 END         AS side,           -- of the agreed
    CASE WHEN apart IS NOT NULL THEN ABS(apart) > tolerance * total_hours END           AS is_outside,     -- 2.0 is inside 2
    CAST(CAST(ROUND(budget * CAST(apart AS DOUBLE) / total_hours / 100, 6) AS DECIMAL(24, 6)) AS DECIMAL(18, 2))
                                                                                        AS budget_effect   -- pounds
FROM (
    SELECT
        w.*,
        (p + z95 * z95 / (2 * n)) / (1 + z95 * z95 / n)                                 AS m95,
        z95 * SQRT(p * (1 - p) / n + z95 * z95 / (4 * n * n)) / (1 + z95 * z95 / n)     AS h95,
        (p + z998 * z998 / (2 * n)) / (1 + z998 * z998 / n)                             AS m998,
        z998 * SQRT(p * (1 - p) / n + z998 * z998 / (4 * n * n)) / (1 + z998 * z998 / n) AS h998
    FROM (
        SELECT
            s.*,
            CASE WHEN s.is_complete AND s.total_hours > 0
                 THEN CAST(s.hours AS DOUBLE) / s.total_hours END                       AS p,
            CASE WHEN s.is_complete AND s.total_square > 0
                 THEN CAST(s.total_hours AS DOUBLE) * s.total_hours / s.total_square END AS n,
            CASE WHEN s.is_complete AND s.total_hours > 0 AND s.agreement_from <= s.period_start
                 THEN CAST(s.hours * CAST(100 AS DECIMAL(12, 6)) AS DECIMAL(37, 12))
                    - CAST(s.agreed_share * s.total_hours AS DECIMAL(37, 12)) END       AS apart,          -- 100 × hours
            CAST(1.959964 AS DOUBLE)                                                    AS z95,
            CAST(3.090232 AS DOUBLE)                                                    AS z998
        FROM demand_spans AS s
    ) AS w
) AS limits
