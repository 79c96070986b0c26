-- What the year's end would have been taken to be from each point of the year, from the years before it alone. A count: what
-- there was to date, divided by the share of the year's total that those years had reached by then (all of them pooled);
-- of a rate of a population its events. None of a count that can fall. A ratio: the one to date. Past years are those of one
-- definition and the same members that hold the same point and their own year's figure.
-- grain: indicator × authority × financial_year × months
SELECT
    indicator, authority, financial_year, months, period AS as_at, adds_up, segment, era, can_fall, is_unsettled,
    part                        AS to_date_part,
    whole                       AS to_date_whole,
    years_of_history,
    CAST(CASE WHEN adds_up NOT IN ('sum', 'population') THEN part
              WHEN can_fall THEN NULL
              WHEN reached > 0 THEN ROUND(CAST(part AS DOUBLE) * CAST(came_to AS DOUBLE) / CAST(reached AS DOUBLE), 6)
         END AS DECIMAL(24, 6)) AS part,         -- NULL: no year to take a count's share from; six places, as every figure
    whole,
    year_part,                                   -- what the year came to; NULL: not held, or not of every member
    year_whole
FROM (
    SELECT
        *,
        COUNT(year_part) OVER earlier                                   AS years_of_history,
        SUM(CASE WHEN year_part IS NOT NULL THEN part END) OVER earlier AS reached,
        SUM(year_part) OVER earlier                                     AS came_to
    FROM (
        SELECT
            d.*,
            w.indicator IS NOT NULL                 AS can_fall,
            CASE WHEN y.whole = 1 OR d.adds_up <> 'sum' THEN y.part END     AS year_part,
            CASE WHEN y.whole = 1 OR d.adds_up <> 'sum' THEN y.whole END    AS year_whole
        FROM to_dates AS d
        LEFT JOIN figures AS y
            ON  y.indicator      = d.indicator
            AND y.authority      = d.authority
            AND y.financial_year = d.financial_year
            AND y.period_kind    = 'year'
            AND NOT COALESCE(y.is_pooled AND y.members_reporting < y.members_expected, FALSE)
        LEFT JOIN falling AS w ON w.indicator = d.indicator AND w.authority = d.authority
    ) AS together
    WINDOW earlier AS (
        PARTITION BY indicator, authority, segment, era, months ORDER BY financial_year
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
) AS beside
