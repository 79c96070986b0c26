-- The official figures that hold no case twice, and so may have a control chart. A year to date less the year to date before it is
-- what the period itself brought: numerators and denominators each taken from each other, a count its outturn; the first period
-- of a year stands as it is. A series of which that can never be done (no denominators, or none that grow), and one of rolling
-- years, does not stand alone. A partnership's figure that lacks a member has no value.
-- grain: indicator × authority × period
SELECT
    indicator, authority, period, period_kind, period_end, financial_year, polarity, segment,
    CASE WHEN era <> LAG(era) OVER (PARTITION BY indicator, authority, period_kind ORDER BY period_end) THEN since END  AS membership,  -- who joined or left since the period before
    12 * EXTRACT(YEAR FROM period_end) + EXTRACT(MONTH FROM period_end)     AS ends,        -- in months
    length,                                                                                 -- in months
    CASE WHEN period_kind = 'rolling year' THEN 'rolling'
         WHEN to_date AND COALESCE(
            MAX(CASE WHEN outturn IS NOT NULL AND NOT is_first
                     THEN CASE WHEN is_count OR is_rate OR (is_ratio AND (NOT follows OR whole > whole_before)) THEN 1 ELSE 0 END END) OVER in_kind,
            MAX(CASE WHEN is_count OR is_rate OR is_ratio THEN 1 ELSE 0 END) OVER in_kind) = 0 THEN 'cumulative' END   AS untested,    -- NULL: it stands alone
    CASE WHEN period_kind = 'rolling year' OR is_partial                    THEN NULL
         WHEN NOT to_date OR is_first                                       THEN CAST(outturn AS DOUBLE)
         WHEN NOT follows                                                   THEN NULL
         WHEN is_count                                                      THEN CAST(outturn - outturn_before AS DOUBLE)
         WHEN is_rate THEN ROUND(CAST(part - part_before AS DOUBLE) / CAST(whole AS DOUBLE), 6)
         WHEN is_ratio AND whole > whole_before
         THEN ROUND(CAST(part - part_before AS DOUBLE) / CAST(whole - whole_before AS DOUBLE), 6) END AS value,     -- NULL: a gap
    CASE WHEN NOT to_date OR is_first OR NOT (is_count OR is_rate)                     THEN CAST(target AS DOUBLE)
         WHEN follows                                                       THEN CAST(target - target_before AS DOUBLE) END AS target
FROM (
    SELECT
        s.*,
        s.months = s.length                                                 AS is_first,
        LAG(s.outturn) OVER in_year                                         AS outturn_before,
        LAG(s.part) OVER in_year                                            AS part_before,
        LAG(s.whole) OVER in_year                                           AS whole_before,
        LAG(s.target) OVER in_year                                          AS target_before,
        COALESCE(LAG(s.months) OVER in_year = s.months - s.length AND LAG(s.segment) OVER in_year = s.segment
            AND NOT LAG(s.is_partial) OVER in_year AND LAG(s.outturn) OVER in_year IS NOT NULL AND s.outturn IS NOT NULL, FALSE) AS follows
    FROM (
        SELECT
            f.indicator, f.authority, f.period, f.period_kind, f.period_end, f.financial_year, f.polarity, f.segment, f.era_alone AS era, f.since, f.is_partial,
            f.outturn, a.target,
            CASE WHEN f.numerator IS NOT NULL THEN f.per * CAST(f.numerator AS DECIMAL(24, 6)) ELSE f.outturn * CAST(f.denominator AS DECIMAL(24, 6)) END AS part,
            f.denominator                                                   AS whole,
            i.across_periods = 'sum' AND NOT f.has_denominator              AS is_count,
            i.across_periods = 'population' AND f.has_denominator           AS is_rate,     -- of a standing population: events are taken from events
            i.across_periods IN ('ratio', 'weighted') AND (f.has_denominator OR f.outturn IS NULL)  AS is_ratio,
            i.accumulates AND f.period_kind IN ('month', 'quarter', 'half') AS to_date,
            MOD(CAST(EXTRACT(MONTH FROM f.period_end) AS INTEGER) + 8, 12) + 1                      AS months,      -- of the year
            CASE f.period_kind WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half' THEN 6 ELSE 12 END AS length
        FROM segmented AS f
        JOIN indicator_rules AS i ON i.indicator = f.indicator AND f.period_end BETWEEN i.valid_from AND i.valid_to
        JOIN assessed AS a
            ON a.basis = 'official' AND a.indicator = f.indicator AND a.authority = f.authority AND a.period = f.period
        WHERE f.beside IS NULL
          AND f.period_end <= COALESCE($period_end, DATE '9999-12-31')      -- what came later moves no limit of an earlier report
          AND ($indicators IS NULL OR POSITION('|' || f.indicator || '|' IN $indicators) > 0)
    ) AS s
    WINDOW in_year AS (PARTITION BY s.indicator, s.authority, s.period_kind, s.financial_year ORDER BY s.period_end)
) AS beside
WINDOW in_kind AS (PARTITION BY indicator, authority, period_kind)
