-- Each authority's figure that is a fraction, with its intervals, beside the pooled value of its peers (the same indicator and
-- period, itself among them): higher or lower only where the whole interval lies beyond it. A partnership is the sum of others
-- and nobody's peer.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    value,
    lower_95,
    upper_95,
    lower_998,
    upper_998,
    pooled,                                              -- all cases out of all, never a mean; NULL with no peers named
    CASE WHEN pooled IS NULL            THEN NULL
         WHEN lower_998 > pooled        THEN 'higher'
         WHEN upper_998 < pooled        THEN 'lower'
         ELSE 'similar' END             AS comparison,   -- at 99.8%: what is said
    CASE WHEN pooled IS NULL            THEN NULL
         WHEN lower_95 > pooled         THEN 'higher'
         WHEN upper_95 < pooled         THEN 'lower'
         ELSE 'similar' END             AS comparison_95 -- shown faintly
FROM (
    SELECT
        f.indicator,
        f.authority,
        f.period,
        f.per * f.x / f.n               AS value,
        f.per * f.lower_95              AS lower_95,
        f.per * f.upper_95              AS upper_95,
        f.per * f.lower_998             AS lower_998,
        f.per * f.upper_998             AS upper_998,
        CASE WHEN f.indicator IS NOT NULL
             THEN f.per * SUM(f.x) OVER (PARTITION BY f.indicator, f.period)
                  / SUM(f.n) OVER (PARTITION BY f.indicator, f.period) END AS pooled
    FROM fractions AS f
    LEFT JOIN known_authorities AS a ON a.authority = f.authority
    WHERE f.beside IS NULL AND f.tested_as IS NOT NULL AND COALESCE(a.authority_kind, 'authority') <> 'partnership'
) AS v
