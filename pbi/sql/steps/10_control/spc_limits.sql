-- Centre line and limits of each segment: the mean ± 2.66 × the mean moving range, not clipped; near a limit is beyond two
-- thirds of the way. Where screening would leave nothing but zero, the unscreened range stands.
-- A value beyond over_… or under_… is strictly beyond the line; what floating point may lose between them counts as equal.
-- The gate qualifies what is said of a segment and alters no limit and no rule.
-- grain: series × segment
SELECT
    series, segment, first_place, points, mean,
    mean - 2.66e0 * mean_range                          AS lower,       -- NULL where there is no moving range
    mean + 2.66e0 * mean_range                          AS upper,
    mean + slack                                        AS over_mean,
    mean - slack                                        AS under_mean,
    mean + 5.32e0 / 3 * mean_range + slack              AS over_near,
    mean - 5.32e0 / 3 * mean_range - slack              AS under_near,
    mean + 2.66e0 * mean_range + slack                  AS over_upper,
    mean - 2.66e0 * mean_range - slack                  AS under_lower,
    CASE WHEN points < 7 OR mean_range IS NULL THEN 'too few points'
         WHEN still >= 0.4e0                   THEN 'too little variation for this chart'
         WHEN points < 13                      THEN 'provisional' END AS gate
FROM (
    SELECT
        b.series, b.segment, b.first_place, b.points, b.still, b.mean, b.slack,
        COALESCE(NULLIF(s.mean_range, 0), b.mean_range) AS mean_range
    FROM spc_baselines AS b
    LEFT JOIN spc_screened AS s ON s.series = b.series AND s.segment = b.segment
) AS c
