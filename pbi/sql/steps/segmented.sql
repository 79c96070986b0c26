-- The official figures as series: before and after the day from which an indicator is comparable are two segments.
-- grain: indicator × authority × period
SELECT
    a.indicator,
    a.authority,
    a.period,
    a.period_kind,
    a.period_end,
    a.financial_year,
    a.outturn,
    a.has_denominator,
    CASE WHEN a.period_start >= i.comparable_from THEN 1 ELSE 0 END AS segment
FROM assessed AS a
JOIN known_indicators AS i ON i.indicator = a.indicator
WHERE a.basis = 'official'
