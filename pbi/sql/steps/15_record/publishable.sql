-- The scorecard of the period asked for with the tolerance each figure was judged by, each change as it was tested and what is
-- said of it: what a publication freezes.
-- grain: indicator × authority
SELECT
    c.indicator, c.indicator_name, c.authority, c.authority_name, c.authority_kind, c.service, c.service_name, c.objective,
    c.unit, c.per, c.decimals, c.polarity,
    c.outturn, c.numerator, c.denominator, c.target, c.target_lower, c.target_upper, c.target_kind,
    t.tolerance_basis, t.green_within, t.amber_within, t.good_cut, t.near_cut, t.inclusive,
    c.variance, c.status, c.label, c.letter, c.symbol, c.position, c.role, c.stated_status,
    c.previous, c.previous_period, c.change, c.direction, c.untested, c.compared_outturn, c.compared_over, c.membership,
    m.movement, m.chart_reason, m.year_reason,
    CAST(c.change_lower AS DECIMAL(19, 6)) AS change_lower, CAST(c.change_upper AS DECIMAL(19, 6)) AS change_upper,
    CAST(c.change_lower_95 AS DECIMAL(19, 6)) AS change_lower_95, CAST(c.change_upper_95 AS DECIMAL(19, 6)) AS change_upper_95,
    c.availability, c.origin, c.restated,
    c.members_reporting, c.members_expected, c.submission, c.sheet, c.cell
FROM scorecard AS c
LEFT JOIN movements AS m ON m.indicator = c.indicator AND m.authority = c.authority
LEFT JOIN toleranced AS t
    ON  t.basis     = 'official'
    AND t.indicator = c.indicator
    AND t.authority = c.authority
    AND t.period    = c.period
