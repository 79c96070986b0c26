-- The range of each forecast, and what the rest of the year must bring for the year's target to be met.
-- A count, or a rate of a population: (target − to date) ÷ quarters left, in each of them. A ratio: what it must be over the rest,
-- taking as many cases a month as so far: (12 × target − months × to date) ÷ months left. Reach is settled before anything is divided,
-- and said only where nothing the rest of the year brings can change it: of a count that cannot fall, and of a percent against 0 or 100.
-- grain: indicator × authority × financial_year × months
SELECT
    indicator, authority, financial_year, months,
    CASE WHEN lowest > estimate - largest_past_error THEN lowest ELSE estimate - largest_past_error END     AS low,
    CASE WHEN highest < estimate + largest_past_error THEN highest ELSE estimate + largest_past_error END   AS high,
    CASE WHEN reach IS NOT NULL OR is_short OR is_sure THEN NULL
         WHEN counts_up THEN quotient(3 * rest, to_date_whole * (12 - months))
         ELSE quotient(rest, to_date_whole * (12 - months))
    END                         AS needed,
    CASE WHEN reach IS NOT NULL THEN reach WHEN is_short THEN 'short' END        AS reach    -- met | out of reach; short: at as many cases a
                                                 -- month as so far; NULL: neither, or no target, or nothing left of the year
FROM (
    SELECT
        beside.*,
        CASE
            WHEN rest IS NULL OR is_unsettled                               THEN NULL
            WHEN adds_up = 'sum' AND (can_fall OR unit = 'currency')        THEN NULL
            WHEN adds_up = 'sum' AND polarity = 'higher' AND rest <= 0      THEN 'met'
            WHEN adds_up = 'sum' AND polarity = 'lower'  AND rest < 0       THEN 'out of reach'
            WHEN counts_up OR all_of_rest IS NULL                           THEN NULL
            WHEN polarity = 'higher' AND target <= 0                        THEN 'met'
            WHEN polarity = 'lower'  AND target >= 100                      THEN 'met'
            WHEN polarity = 'higher' AND (target > 100 OR (target = 100 AND to_date_part < 100 * to_date_whole))    THEN 'out of reach'
            WHEN polarity = 'lower'  AND (target < 0 OR (target = 0 AND to_date_part > 0))      THEN 'out of reach'
        END                     AS reach,
        COALESCE(CASE WHEN counts_up            THEN FALSE
                      WHEN polarity = 'higher'  THEN rest > all_of_rest
                      ELSE rest < 0 END, FALSE)                             AS is_short,     -- even the best rest is not enough
        COALESCE(CASE WHEN polarity = 'higher'  THEN rest <= 0
                      WHEN counts_up            THEN rest < 0
                      ELSE rest >= all_of_rest END, FALSE)                  AS is_sure       -- nothing is needed of the rest
    FROM (
        SELECT
            f.*,
            i.polarity, i.unit, a.target, f.adds_up IN ('sum', 'population') AS counts_up,
            CASE                                 -- a ratio's is multiplied by its whole and by the months left
                WHEN f.months = 12 OR i.polarity NOT IN ('higher', 'lower') THEN NULL
                WHEN f.adds_up IN ('sum', 'population') THEN a.target * f.to_date_whole - f.to_date_part
                ELSE 12 * a.target * f.to_date_whole - f.months * f.to_date_part
            END                 AS rest,
            CASE WHEN i.unit = 'percent' AND f.adds_up NOT IN ('sum', 'population') AND f.to_date BETWEEN 0 AND 100
                 THEN 100 * (12 - f.months) * f.to_date_whole END           AS all_of_rest,
            CASE WHEN i.unit = 'currency' OR f.can_fall THEN NULL            -- may fall
                 WHEN f.adds_up IN ('sum', 'population') AND f.to_date < f.estimate THEN f.to_date
                 WHEN f.estimate > 0 THEN 0 END AS lowest,
            CASE WHEN i.unit = 'percent' AND f.estimate <= 100 THEN 100 END AS highest
        FROM forecasts AS f
        JOIN indicator_rules AS i
            ON  i.indicator = f.indicator
            AND CAST(CAST(f.financial_year + 1 AS VARCHAR) || '-03-31' AS DATE) BETWEEN i.valid_from AND i.valid_to
        LEFT JOIN assessed AS a
            ON  a.basis = 'official' AND a.period_kind = 'year'
            AND a.indicator = f.indicator AND a.authority = f.authority AND a.financial_year = f.financial_year
    ) AS beside
) AS judged
