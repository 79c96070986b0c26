-- Every period held of the indicators and authorities asked for, oldest first.
-- grain: indicator × authority × period
SELECT
    authority, authority_name, authority_kind, service, service_name, objective,
    indicator, indicator_name, definition, unit, per, decimals, polarity, frequency, accumulates, lifecycle, standing, comparable_from,
    period, period_kind, period_start, period_end, members_changed,
    outturn, numerator, denominator, target, target_lower, target_upper, target_kind, is_split_target, variance, good_bound, near_bound,
    status, label, letter, symbol, position, role, stated_status,
    previous, previous_period, change, direction, untested, compared_outturn, compared_over, membership,
    change_lower, change_upper, change_lower_95, change_upper_95, availability, origin, restated, members_reporting, members_expected,
    submission, sheet, cell
FROM scored
ORDER BY UPPER(indicator), authority, period_kind, period_end
