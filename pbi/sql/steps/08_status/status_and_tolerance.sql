-- What each official figure comes to, beside the tolerance it is judged by: what the status that a return states is
-- compared with.
-- grain: indicator × authority × period
SELECT
    a.indicator,
    a.authority,
    a.period,
    a.period_end,
    t.polarity,
    a.outturn,
    a.target,
    a.target_lower,
    a.target_upper,
    a.role,
    a.label,
    t.tolerance_basis,
    t.green_within,
    t.amber_within,
    t.set_for
FROM assessed AS a
JOIN toleranced AS t
    ON t.basis = a.basis AND t.indicator = a.indicator AND t.authority = a.authority AND t.period = a.period
WHERE a.basis = 'official'
