-- What the year's end would have been taken to be from each point of the year, from the years before it alone. A count: what
-- there was to date, divided by the share of the year's total that those years had reached by then (all of them pooled).
-- A ratio: the one to date. Past years are those of one definition that hold the same point and their own year's figure.
-- grain: indicator × authority × financial_year × months
SELECT
    indicator, authority, financial_year, months, period AS as_at, adds_up, segment,
    part                        AS to_date_part,
    whole                       AS to_date_whole,
    years_of_history,
    CAST(CASE WHEN adds_up <> 'sum' THEN part
              WHEN reached > 0 THEN ROUND(CAST(part AS DOUBLE) * CAST(came_to AS DOUBLE) / CAST(reached AS DOUBLE), 6)
         END AS DECIMAL(24, 6)) AS part,         -- NULL: no year to take a count's share from; six places, as every figure
    whole,
    year_part,                                   -- what the year came to; NULL: not held, or not of every member
    year_whole
FROM (
    SELECT
        d.*,
        y.part                  AS year_part,
        y.whole                 AS year_whole,
        COUNT(y.part) OVER earlier                                      AS years_of_history,
        SUM(CASE WHEN y.part IS NOT NULL THEN d.part END) OVER earlier  AS reached,
        SUM(y.part) OVER earlier                                        AS came_to
    FROM to_dates AS d
    LEFT JOIN figures AS y
        ON  y.indicator      = d.indicator
        AND y.authority      = d.authority
        AND y.financial_year = d.financial_year
        AND y.period_kind    = 'year'
        AND (y.whole = 1 OR d.adds_up <> 'sum')
        AND NOT COALESCE(y.is_pooled AND y.members_reporting < y.members_expected, FALSE)
    WINDOW earlier AS (
        PARTITION BY d.indicator, d.authority, d.segment, d.months ORDER BY d.financial_year
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
) AS beside
