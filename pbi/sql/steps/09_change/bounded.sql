-- Each official figure with its own interval, in the figure's unit.
-- grain: indicator × authority × period × beside
SELECT
    indicator, authority, period, beside, period_kind, period_end, financial_year,
    outturn, has_denominator, is_partial, tested_as, polarity, segment,
    per * x / n                     AS estimate,     -- the outturn, not rounded
    ROUND(per * lower_95, 9)        AS lower_95,
    ROUND(per * upper_95, 9)        AS upper_95,
    ROUND(per * lower_998, 9)       AS lower_998,
    ROUND(per * upper_998, 9)       AS upper_998
FROM fractions
