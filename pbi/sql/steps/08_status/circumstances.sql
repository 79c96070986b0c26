-- Each exceptional circumstance with the status as it is and as it would have been without it.
-- grain: indicator × authority × period
SELECT
    c.indicator,
    i.indicator_name,
    c.authority,
    n.authority_name,
    c.period,
    c.reason,
    c.guidance,
    c.whose_view,
    c.approver,
    c.until,
    o.outturn                   AS official_outturn,
    o.status                    AS official_status,
    o.label                     AS official_label,
    w.outturn                   AS adjusted_outturn,     -- NULL: no adjusted figures, so outside the other count's base
    w.status                    AS counterfactual_status,
    w.label                     AS counterfactual_label
FROM known_circumstances AS c
JOIN known_indicators AS i ON i.indicator = c.indicator
JOIN known_authorities AS n ON n.authority = c.authority
JOIN assessed AS o
    ON o.basis = 'official' AND o.indicator = c.indicator AND o.authority = c.authority AND o.period = c.period
JOIN assessed AS w
    ON w.basis = 'without circumstances' AND w.indicator = c.indicator AND w.authority = c.authority AND w.period = c.period
WHERE ($period      IS NULL OR c.period = $period)
  AND ($authorities IS NULL OR POSITION('|' || c.authority || '|' IN $authorities) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || c.indicator || '|' IN $indicators) > 0)
ORDER BY c.indicator, n.authority_name, n.authority
