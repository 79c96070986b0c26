-- Each figure that plain arrows compare beside the period before it, of the same kind and definition; two of a partnership that have
-- not the same members behind them over those that both have in common.
-- grain: indicator × authority × period
SELECT
    a.indicator,
    a.authority,
    a.period,
    CASE WHEN m.period IS NULL OR e.period IS NOT NULL THEN p.period END        AS earlier_period,
    CASE WHEN m.period IS NULL THEN p.outturn ELSE e.outturn END                AS earlier,
    CASE WHEN m.period IS NULL THEN a.outturn ELSE n.outturn END                AS compared,         -- with the earlier one
    CASE WHEN e.period IS NOT NULL THEN m.compared_over END                     AS earlier_over,     -- the members in common; NULL: all
    m.membership                AS earlier_membership    -- who joined or left in between
FROM in_order AS a
LEFT JOIN in_order AS p
    ON  p.indicator = a.indicator AND p.authority = a.authority AND p.period_kind = a.period_kind AND p.segment = a.segment
    AND p.ends = a.ends - a.length AND p.beside IS NULL
LEFT JOIN common_bases AS m
    ON m.indicator = a.indicator AND m.authority = a.authority AND m.period = a.period AND m.earlier_period = p.period
LEFT JOIN in_order AS n
    ON n.indicator = m.indicator AND n.authority = m.authority AND n.period = m.period AND n.beside = m.earlier_period
LEFT JOIN in_order AS e
    ON e.indicator = n.indicator AND e.authority = n.authority AND e.period = n.beside AND e.beside = n.period
WHERE a.beside IS NULL
