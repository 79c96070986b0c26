-- Each point with its lines and the one rule that is said of it: outside a limit before trend, trend before two of three, two of
-- three before shift. A point that ends a rise and begins a fall has the later, the fall; and the other way about.
-- grain: series × date
SELECT
    r.series, r.date, r.place, r.value, r.polarity, r.target,
    l.mean, l.lower, l.upper, l.over_upper, l.under_lower, l.points, l.gate,
    CASE
        WHEN r.value > l.over_upper                                             THEN 'outside_high'
        WHEN r.value < l.under_lower                                            THEN 'outside_low'
        WHEN m.rises = 1 AND (m.falls = 0 OR r.value < r.value_1)               THEN 'trend_up'
        WHEN m.falls = 1                                                        THEN 'trend_down'
        WHEN m.pairs = 1 AND r.value > l.over_near                              THEN 'two_of_three_high'
        WHEN m.pairs = 1 AND r.value < l.under_near                             THEN 'two_of_three_low'
        WHEN m.shifts = 1 AND r.value > l.mean                                  THEN 'shift_high'
        WHEN m.shifts = 1                                                       THEN 'shift_low'
        ELSE 'none'
    END AS rule
FROM spc_rows AS r
JOIN spc_limits AS l ON l.series = r.series AND l.segment = r.segment
LEFT JOIN spc_marks AS m ON m.series = r.series AND m.place = r.place
