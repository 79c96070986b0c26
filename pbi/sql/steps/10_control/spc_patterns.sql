-- The patterns that are completed at each point, each in neighbouring rows of one segment that all hold a value:
-- seven points each strictly above the last (six rises) or strictly below it; seven strictly on one side of the mean;
-- three on one side of which at least two are near a limit and not outside it.
-- grain: series × place
SELECT series, place, rises, falls, above, below, two_high, two_low
FROM (
    SELECT
        r.series,
        r.place,
        r.place - l.first_place >= 6 AND r.value > r.value_1 AND r.value_1 > r.value_2 AND r.value_2 > r.value_3
            AND r.value_3 > r.value_4 AND r.value_4 > r.value_5 AND r.value_5 > r.value_6               AS rises,
        r.place - l.first_place >= 6 AND r.value < r.value_1 AND r.value_1 < r.value_2 AND r.value_2 < r.value_3
            AND r.value_3 < r.value_4 AND r.value_4 < r.value_5 AND r.value_5 < r.value_6               AS falls,
        r.place - l.first_place >= 6 AND r.value > l.over_mean AND r.value_1 > l.over_mean AND r.value_2 > l.over_mean
            AND r.value_3 > l.over_mean AND r.value_4 > l.over_mean AND r.value_5 > l.over_mean AND r.value_6 > l.over_mean AS above,
        r.place - l.first_place >= 6 AND r.value < l.under_mean AND r.value_1 < l.under_mean AND r.value_2 < l.under_mean
            AND r.value_3 < l.under_mean AND r.value_4 < l.under_mean AND r.value_5 < l.under_mean AND r.value_6 < l.under_mean AS below,
        r.place - l.first_place >= 2 AND r.value > l.over_mean AND r.value_1 > l.over_mean AND r.value_2 > l.over_mean
            AND CASE WHEN r.value   > l.over_near  AND r.value   <= l.over_upper  THEN 1 ELSE 0 END
              + CASE WHEN r.value_1 > l.over_near  AND r.value_1 <= l.over_upper  THEN 1 ELSE 0 END
              + CASE WHEN r.value_2 > l.over_near  AND r.value_2 <= l.over_upper  THEN 1 ELSE 0 END >= 2 AS two_high,
        r.place - l.first_place >= 2 AND r.value < l.under_mean AND r.value_1 < l.under_mean AND r.value_2 < l.under_mean
            AND CASE WHEN r.value   < l.under_near AND r.value   >= l.under_lower THEN 1 ELSE 0 END
              + CASE WHEN r.value_1 < l.under_near AND r.value_1 >= l.under_lower THEN 1 ELSE 0 END
              + CASE WHEN r.value_2 < l.under_near AND r.value_2 >= l.under_lower THEN 1 ELSE 0 END >= 2 AS two_low
    FROM spc_rows AS r
    JOIN spc_limits AS l ON l.series = r.series AND l.segment = r.segment
) AS p
WHERE rises OR falls OR above OR below OR two_high OR two_low
