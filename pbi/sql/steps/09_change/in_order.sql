-- The official figures that plain arrows compare, each with its place in time: periods of one kind that follow one another.
-- Not here: years to date within a year and rolling years, which hold the period before in them, and a partnership's figure
-- that lacks a member. With them a partnership's figures over the members that they have in common with another one.
-- grain: indicator × authority × period × beside
SELECT
    s.indicator,
    s.authority,
    s.period,
    s.beside,                                    -- NULL: the figure itself
    s.period_kind,
    s.segment,
    s.era,
    s.polarity,
    s.per,
    s.outturn,
    s.numerator,
    s.denominator,
    12 * EXTRACT(YEAR FROM s.period_end) + EXTRACT(MONTH FROM s.period_end)                     AS ends,     -- in months
    CASE s.period_kind WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half' THEN 6 ELSE 12 END AS length    -- in months
FROM segmented AS s
JOIN indicator_rules AS i ON i.indicator = s.indicator AND s.period_end BETWEEN i.valid_from AND i.valid_to
WHERE s.outturn IS NOT NULL
  AND NOT s.is_partial
  AND s.period_kind <> 'rolling year'
  AND (s.period_kind IN ('year', 'calendar year') OR NOT i.accumulates)
