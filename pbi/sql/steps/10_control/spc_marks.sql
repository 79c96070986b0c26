-- Every point of every pattern, not only the one that completes it.
-- grain: series × place
SELECT
    r.series,
    r.place,
    MAX(CASE WHEN p.rises THEN 1 ELSE 0 END)                                            AS rises,
    MAX(CASE WHEN p.falls THEN 1 ELSE 0 END)                                            AS falls,
    MAX(CASE WHEN p.above OR p.below THEN 1 ELSE 0 END)                                 AS shifts,
    MAX(CASE WHEN (p.two_high OR p.two_low) AND p.place - r.place <= 2 THEN 1 ELSE 0 END) AS pairs  -- marks the near ones only
FROM spc_patterns AS p
JOIN spc_rows AS r ON r.series = p.series AND r.place BETWEEN p.place - 6 AND p.place
GROUP BY r.series, r.place
