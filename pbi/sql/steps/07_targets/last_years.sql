-- Each figure as next year's yardstick: what a direction of travel ("better than the same period last year") is judged
-- against, to six places as it is shown. None across the day from which an indicator is comparable, or from which it is made in
-- another way, nor of a partnership whose members are not those of the year after.
-- grain: indicator × authority × period
SELECT
    f.indicator,
    f.authority,
    f.period,
    f.period_kind,
    f.financial_year + 1        AS serves_year,
    EXTRACT(MONTH FROM f.period_end) AS ends_in,
    quotient(f.part, f.whole)   AS value
FROM figures AS f
JOIN known_indicators AS i ON i.indicator = f.indicator
JOIN indicator_rules AS r
    ON r.indicator = f.indicator AND f.period_end + INTERVAL '1' YEAR BETWEEN r.valid_from AND r.valid_to
LEFT JOIN common_bases AS m
    ON m.is_year_before AND m.indicator = f.indicator AND m.authority = f.authority AND m.earlier_period = f.period
WHERE f.part IS NOT NULL AND m.indicator IS NULL
  AND NOT COALESCE(f.period_start < i.comparable_from AND f.period_start + INTERVAL '1' YEAR >= i.comparable_from, FALSE)
  AND NOT COALESCE(f.period_start < r.made_from, FALSE)
