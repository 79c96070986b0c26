-- The scorecard with whether each figure changed by more than chance, and from what: as a query gives it.
-- grain: indicator × authority
SELECT
    c.authority, c.authority_name, c.service, c.indicator, c.indicator_name, c.unit, c.polarity, c.period,
    c.outturn, c.target, c.target_kind, c.variance, c.status, c.role, c.stated_status,
    c.previous, c.previous_period, c.change, c.compared_outturn, c.compared_over, c.membership,
    m.movement,                                  -- NULL where there is no figure
    m.chart_reason, m.year_reason,               -- why each test was not made
    c.availability, c.origin, c.members_reporting, c.members_expected, c.submission, c.sheet, c.cell
FROM scorecard AS c
LEFT JOIN movements AS m ON m.indicator = c.indicator AND m.authority = c.authority
ORDER BY c.service, UPPER(c.indicator), CASE c.authority_kind WHEN 'partnership' THEN 0 ELSE 1 END, c.authority_name, c.authority
