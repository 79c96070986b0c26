-- The mean moving range of each segment that is screened: those of 3.267 × the mean or more left out, once.
-- grain: series × segment
SELECT
    b.series,
    b.segment,
    AVG(ABS(r.value - r.value_1))                                                   AS mean_range
FROM spc_baselines AS b
JOIN spc_rows AS r ON r.series = b.series AND r.segment = b.segment AND r.place <= b.last_of_baseline
WHERE r.screen = 1
  AND r.rebase = 0
  AND ABS(r.value - r.value_1) < 3.267e0 * b.mean_range - b.slack
GROUP BY b.series, b.segment
