-- The target that serves each figure: the authority's own, else the one for all authorities (never for a partnership); the
-- period's own, else the year's; a benchmark only where nothing else was set.
-- grain: basis × indicator × authority × period
SELECT
    basis,
    indicator,
    authority,
    period,
    value,
    lower,
    upper,
    kind,
    is_of_year                                   -- the year's, serving a shorter period
FROM (
    SELECT
        j.basis, j.indicator, j.authority, j.period, t.value, t.lower, t.upper, t.kind,
        t.period <> j.period    AS is_of_year,
        ROW_NUMBER() OVER (
            PARTITION BY j.basis, j.indicator, j.authority, j.period
            ORDER BY
                CASE WHEN t.kind = 'benchmark' THEN 1 ELSE 0 END,
                CASE WHEN t.authority IS NULL THEN 1 ELSE 0 END,
                CASE WHEN t.period = j.period THEN 0 ELSE 1 END,
                CASE t.kind WHEN 'target' THEN 0 WHEN 'forecast' THEN 1 ELSE 2 END
        )                       AS place
    FROM judgeable AS j
    JOIN known_authorities AS a ON a.authority = j.authority
    JOIN known_targets AS t
        ON  t.indicator      = j.indicator
        AND t.financial_year = j.financial_year
        AND (t.authority = j.authority OR (t.authority IS NULL AND a.authority_kind <> 'partnership'))
        AND (t.period = j.period
             OR (t.period_kind = 'year' AND t.period_start <= j.period_start AND t.period_end >= j.period_end
                 AND j.period_kind IN ('month', 'quarter', 'half')))
) AS ranked
WHERE place = 1
