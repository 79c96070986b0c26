-- Mean and mean moving range of each segment's baseline. The mean is taken twice, the second time of what the first left over:
-- in one pass 98.6, 98.6, … misses 98.6 by the last digit, and every point of it would be flagged.
-- A moving range needs two neighbouring rows of the segment that both hold a value.
-- grain: series × segment
SELECT
    series, segment, first_place, last_of_baseline, points, mean,
    mean_range,                                         -- NULL where there is none
    still,                                              -- the share of moving ranges that are 0
    1e-12 * (ABS(mean) + COALESCE(mean_range, 0)) AS slack          -- more than floating point may lose, less than a figure shows
FROM (
    SELECT
        s.series, s.segment, s.first_place, s.last_of_baseline, s.points,
        s.rough_mean + AVG(r.value - s.rough_mean)                                  AS mean,
        AVG(CASE WHEN r.rebase = 0 THEN ABS(r.value - r.value_1) END)               AS mean_range,
        AVG(CASE WHEN r.rebase = 0 AND r.value = r.value_1 THEN 1e0
                 WHEN r.rebase = 0 AND r.value <> r.value_1 THEN 0e0 END)           AS still
    FROM spc_segments AS s
    JOIN spc_rows AS r ON r.series = s.series AND r.segment = s.segment AND r.place <= s.last_of_baseline
    GROUP BY s.series, s.segment, s.first_place, s.last_of_baseline, s.points, s.rough_mean
) AS m
