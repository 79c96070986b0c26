-- The scorecard's whole row: names, figure, target, status, change on last year and where the figure came from.
-- grain: indicator × authority × period
SELECT
    a.authority, n.authority_name, n.authority_kind,
    i.service, s.service_name, i.objective,
    a.indicator, i.indicator_name, i.definition, r.unit, r.per, r.decimals, r.polarity, i.frequency, r.accumulates,
    i.lifecycle, r.standing, i.comparable_from,
    a.period, a.period_kind, a.period_start, a.period_end, a.financial_year,
    CASE WHEN e.era <> LAG(e.era) OVER (PARTITION BY a.indicator, a.authority, a.period_kind ORDER BY a.period_end) THEN e.since END
                                AS members_changed,  -- who joined or left since the period before
    a.outturn, a.numerator, a.denominator, a.has_denominator,
    a.target, a.target_lower, a.target_upper, a.target_kind, a.is_split_target,
    a.outturn - a.target        AS variance, a.good_bound, a.near_bound,
    a.status, a.label, a.letter, a.symbol, a.position, a.role, a.stated_status,
    t.previous, t.previous_period, t.change, t.direction, t.untested, t.compared_outturn, t.compared_over, t.membership,
    t.change_lower, t.change_upper, t.change_lower_95, t.change_upper_95,
    a.availability, a.origin, a.restated, a.members_reporting, a.members_expected,
    a.submission, a.sheet, a.cell
FROM assessed AS a
JOIN known_indicators AS i ON i.indicator = a.indicator
JOIN indicator_rules AS r ON r.indicator = a.indicator AND a.period_end BETWEEN r.valid_from AND r.valid_to
JOIN known_authorities AS n ON n.authority = a.authority
LEFT JOIN known_services AS s ON s.service = i.service
LEFT JOIN travelled AS t
    ON t.indicator = a.indicator AND t.authority = a.authority AND t.period = a.period
LEFT JOIN eras AS e ON e.indicator = a.indicator AND e.authority = a.authority AND e.period = a.period
WHERE a.basis = 'official'
  AND ($authorities IS NULL OR POSITION('|' || a.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || a.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR i.objective = $objective)
