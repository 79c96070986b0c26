-- The figures of one publication as they were reported, whatever has changed since.
-- grain: publication × indicator × authority
SELECT
    r.publication, p.period,
    r.indicator, r.indicator_name, r.authority, r.authority_name, r.authority_kind, r.service, r.service_name, r.objective,
    r.unit, r.per, r.decimals, r.polarity,
    r.outturn, r.numerator, r.denominator, r.target, r.target_lower, r.target_upper, r.target_kind,
    r.tolerance_basis, r.green_within, r.amber_within, r.good_cut, r.near_cut, r.inclusive,
    r.variance, r.status, r.label, r.letter, r.symbol, r.position, r.role, r.stated_status,
    r.previous, r.previous_period, r.change, r.direction, r.untested, r.compared_outturn, r.compared_over, r.membership,
    r.movement,                                  -- NULL without a figure, and in a publication from before it was kept
    r.chart_reason, r.year_reason,               -- why each test was not made
    r.change_lower, r.change_upper, r.change_lower_95, r.change_upper_95, r.availability, r.origin, r.restated,
    r.members_reporting, r.members_expected, r.submission, r.sheet, r.cell
FROM publication_row AS r
JOIN publications AS p ON p.publication = r.publication
WHERE ($publication IS NULL OR r.publication = $publication)
  AND ($authorities IS NULL OR POSITION('|' || r.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || r.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || r.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR r.objective = $objective)
ORDER BY r.publication, r.service, UPPER(r.indicator),
    CASE r.authority_kind WHEN 'partnership' THEN 0 ELSE 1 END, r.authority_name, r.authority
