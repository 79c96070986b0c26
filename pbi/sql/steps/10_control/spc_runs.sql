-- Each pattern at every point at which it holds, and the point that completed it: the first of the points in succession at which it
-- holds (the seventh of a trend or of a shift, the third of two of three or the second near a limit, the first outside a limit).
-- Afterwards it continues.
-- grain: series × place × rule
SELECT
    series,
    place,
    rule,
    precedence,                                                 -- of several at one point the first is said
    MIN(place) OVER (PARTITION BY series, rule, island)                                                 AS completed_at
FROM (
    SELECT
        p.series, p.place, r.rule, r.precedence,
        p.place - ROW_NUMBER() OVER (PARTITION BY p.series, r.rule ORDER BY p.place)                    AS island
    FROM spc_patterns AS p
    CROSS JOIN (VALUES
        ('trend_up', 2), ('trend_down', 3), ('two_of_three_high', 4), ('two_of_three_low', 5), ('shift_high', 6), ('shift_low', 7)
    ) AS r(rule, precedence)
    WHERE CASE r.rule
        WHEN 'trend_up' THEN p.rises WHEN 'trend_down' THEN p.falls
        WHEN 'two_of_three_high' THEN p.two_high WHEN 'two_of_three_low' THEN p.two_low
        WHEN 'shift_high' THEN p.above ELSE p.below END
) AS held
UNION ALL
SELECT
    series,
    place,
    rule,
    1,
    MIN(place) OVER (PARTITION BY series, segment, rule, island)
FROM (
    SELECT
        l.series, l.place, l.rule, r.segment,
        l.place - ROW_NUMBER() OVER (PARTITION BY l.series, r.segment, l.rule ORDER BY l.place)         AS island
    FROM spc_labels AS l
    JOIN spc_rows AS r ON r.series = l.series AND r.place = l.place
    WHERE l.rule IN ('outside_high', 'outside_low')
) AS outside
