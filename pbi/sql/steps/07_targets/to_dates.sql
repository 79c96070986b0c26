-- How far each year had come by the end of each of its quarters (else months, else halves): counts summed, ratios pooled, events
-- summed over the population as it is by then, of a year-to-date series the figure itself. A period without cases adds nothing.
-- Only as far as no period is missing and every member of a partnership has reported; a year in which the definition or a partnership's
-- members changed has none.
-- grain: indicator × authority × financial_year × months
SELECT
    indicator, authority, financial_year, months,
    period, period_kind, period_start, period_end,       -- the last period of those that are in it
    adds_up,                                     -- sum, population: by past years' share; else pooled
    segment,                                     -- before or after the day from which the indicator is comparable
    era,                                         -- of a partnership's members
    is_unsettled,                                -- something in it is provisional or estimated
    CAST(part AS DECIMAL(24, 6))        AS part,
    CAST(CASE WHEN adds_up = 'sum' THEN 1 ELSE whole END AS DECIMAL(24, 6))     AS whole
FROM (
    SELECT
        so_far.*,
        MIN(preference) OVER (PARTITION BY indicator, authority, financial_year) AS preferred
    FROM (
        SELECT
            f.indicator, f.authority, f.financial_year, f.period, f.period_kind, f.period_start, f.period_end,
            i.across_periods                    AS adds_up,
            i.segment + CASE WHEN k.comparable_from > f.period_end THEN 0 ELSE 1 END    AS segment,
            COALESCE(e.era, 0)                  AS era,
            i.accumulates,
            CAST(MOD(CAST(EXTRACT(MONTH FROM f.period_end) AS INTEGER) + 8, 12) + 1 AS INTEGER) AS months,
            CASE f.period_kind WHEN 'month' THEN 2
                               WHEN 'half'  THEN 4
                               ELSE MIN(CASE WHEN f.is_derived THEN 3 ELSE 1 END) OVER of_kind END  AS preference,  -- months before quarters made of them
            CASE WHEN i.accumulates THEN f.part ELSE SUM(f.part) OVER so_far END    AS part,
            CASE WHEN i.accumulates THEN f.whole
                 WHEN i.across_periods = 'population' THEN f.whole
                 ELSE SUM(f.whole) OVER so_far END                                  AS whole,
            MAX(CASE WHEN f.availability IN ('provisional', 'estimated') THEN 1 ELSE 0 END) OVER so_far = 1    AS is_unsettled,
            COUNT(*) OVER so_far * CASE f.period_kind WHEN 'quarter' THEN 3 WHEN 'month' THEN 1 ELSE 6 END AS months_held
        FROM figures AS f
        JOIN indicator_rules AS i
            ON  i.indicator = f.indicator
            AND CAST(CAST(f.financial_year + 1 AS VARCHAR) || '-03-31' AS DATE) BETWEEN i.valid_from AND i.valid_to
            AND COALESCE(i.made_from <= CAST(CAST(f.financial_year AS VARCHAR) || '-04-01' AS DATE), TRUE)
        JOIN known_indicators AS k ON k.indicator = f.indicator
        LEFT JOIN eras AS e
            ON  e.period_kind = 'year' AND e.indicator = f.indicator AND e.authority = f.authority AND e.financial_year = f.financial_year
        WHERE f.period_kind IN ('month', 'quarter', 'half') AND e.changed IS NULL
          AND (f.part IS NOT NULL OR f.availability = 'no_cases')
          AND NOT COALESCE(f.is_pooled AND f.members_reporting < f.members_expected, FALSE)
          AND CASE WHEN f.part IS NULL            THEN i.across_periods IN ('sum', 'ratio', 'weighted', 'population')
                   WHEN i.across_periods = 'sum'  THEN f.whole = 1
                   ELSE i.across_periods IN ('ratio', 'weighted', 'population') AND (f.has_denominator OR i.accumulates) END
          AND (k.comparable_from IS NULL
               OR k.comparable_from <= CAST(CAST(f.financial_year AS VARCHAR) || '-04-01' AS DATE)
               OR k.comparable_from >  CAST(CAST(f.financial_year + 1 AS VARCHAR) || '-03-31' AS DATE))
        WINDOW
            so_far AS (PARTITION BY f.indicator, f.authority, f.financial_year, f.period_kind ORDER BY f.period_end),
            of_kind AS (PARTITION BY f.indicator, f.authority, f.financial_year, f.period_kind)
    ) AS so_far
    WHERE (accumulates OR months_held = months)
      AND part IS NOT NULL AND whole > 0
) AS beside
WHERE preference = preferred
