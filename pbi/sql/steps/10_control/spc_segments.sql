-- Where each segment begins, how many values it holds, and the last row of its baseline: every row of it, or with a fixed
-- baseline the first so many rows of every segment, those without a value counted.
-- grain: series × segment
SELECT
    series,
    segment,
    MIN(place)                                                      AS first_place,
    MIN(place) + COALESCE(MAX(baseline), COUNT(*)) - 1              AS last_of_baseline,
    COUNT(value)                                                    AS points,
    AVG(value)                                                      AS rough_mean
FROM spc_rows
GROUP BY series, segment
