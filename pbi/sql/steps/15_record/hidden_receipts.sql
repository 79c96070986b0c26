-- The receipts whose numbers are not shown: those of a figure that is suppressed, and earlier ones that were too small.
-- grain: indicator × authority × period × version
SELECT
    o.indicator,
    o.authority,
    o.period,
    o.version
FROM outturn AS o
JOIN indicator_rules AS i ON i.indicator = o.indicator AND o.period_end BETWEEN i.valid_from AND i.valid_to
LEFT JOIN suppressed AS s
    ON  s.indicator = o.indicator
    AND s.authority = o.authority
    AND s.period    = o.period
WHERE $minimum_count > 0
  AND (s.indicator IS NOT NULL
       OR (o.numerator > 0 AND o.numerator < $minimum_count)
       OR (o.denominator > 0 AND o.denominator < $minimum_count)
       OR (i.unit = 'percent' AND o.denominator > o.numerator AND o.denominator - o.numerator < $minimum_count)
       OR (i.unit = 'number' AND i.decimals = 0 AND o.denominator IS NULL AND o.value > 0 AND o.value < $minimum_count))
