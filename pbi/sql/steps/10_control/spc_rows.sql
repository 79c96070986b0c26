-- Every row of every series in the order of its dates, with the segment it stands in and the six values before it.
-- A row with rebase 1 opens a new segment. A value is NULL where there is none, a gap.
-- grain: series × date
SELECT
    series,
    date,
    value,
    polarity,
    target,
    rebase,
    baseline,
    screen,
    ROW_NUMBER() OVER (PARTITION BY series ORDER BY date)                           AS place,   -- in the series
    COUNT(CASE WHEN rebase = 1 THEN 1 END) OVER (PARTITION BY series ORDER BY date) AS segment,
    LAG(value, 1) OVER (PARTITION BY series ORDER BY date)                          AS value_1, -- of the row before, in whatever segment
    LAG(value, 2) OVER (PARTITION BY series ORDER BY date)                          AS value_2,
    LAG(value, 3) OVER (PARTITION BY series ORDER BY date)                          AS value_3,
    LAG(value, 4) OVER (PARTITION BY series ORDER BY date)                          AS value_4,
    LAG(value, 5) OVER (PARTITION BY series ORDER BY date)                          AS value_5,
    LAG(value, 6) OVER (PARTITION BY series ORDER BY date)                          AS value_6
FROM series
