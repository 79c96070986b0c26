-- The range of each forecast, and what the rest of the year must bring for the year's target to be met.
-- A count, or a rate of a population: (target − to date) ÷ quarters left, in each of them. A ratio: what it must be over the rest, taking as many cases a
-- month as so far: (12 × target − months × to date) ÷ months left. Reach is settled before anything is divided.
-- grain: indicator × authority × financial_year × months
SELECT
    indicator, authority, financial_year, months,
    CASE WHEN lowest > estimate - largest_past_error THEN lowest ELSE estimate - largest_past_error END     AS low,
    CASE WHEN highest < estimate + largest_past_error THEN highest ELSE estimate + largest_past_error END   AS high,
    CASE WHEN reach IS NULL AND counts_up
             THEN CAST(ROUND(CAST(3 * rest AS DOUBLE) / to_date_whole / (12 - months), 6) AS DECIMAL(18, 6))
         WHEN reach IS NULL
             THEN CAST(ROUND(CAST(rest AS DOUBLE) / to_date_whole / (12 - months), 6) AS DECIMAL(18, 6))
    END                         AS needed,
    reach                       -- met | out of reach; NULL: neither, or no target, or nothing left of the year
FROM (
    SELECT
        beside.*,
        CASE
            WHEN counts_up AND polarity = 'higher' AND rest <= 0            THEN 'met'
            WHEN counts_up AND polarity = 'lower'  AND rest < 0             THEN 'out of reach'
            WHEN counts_up                                                  THEN NULL
            WHEN polarity = 'higher' AND rest <= 0                          THEN 'met'
            WHEN polarity = 'higher' AND rest > all_of_rest                 THEN 'out of reach'
            WHEN polarity = 'lower'  AND rest < 0                           THEN 'out of reach'
            WHEN polarity = 'lower'  AND rest >= all_of_rest                THEN 'met'
        END                     AS reach
    FROM (
        SELECT
            f.*,
            i.polarity,
            f.adds_up IN ('sum', 'population') AS counts_up,
            CASE                                 -- a ratio's is multiplied by its whole and by the months left
                WHEN f.months = 12 OR i.polarity NOT IN ('higher', 'lower') THEN NULL
                WHEN f.adds_up IN ('sum', 'population') THEN a.target * f.to_date_whole - f.to_date_part
                ELSE 12 * a.target * f.to_date_whole - f.months * f.to_date_part
            END                 AS rest,
            CASE WHEN i.unit = 'percent' AND f.to_date <= 100 THEN 100 * (12 - f.months) * f.to_date_whole END AS all_of_rest,
            CASE WHEN i.unit = 'currency' THEN NULL                          -- may fall
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
