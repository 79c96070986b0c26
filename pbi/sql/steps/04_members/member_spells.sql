-- The days of each member's membership among the days that a figure speaks of.
-- grain: indicator × partnership × authority × period × valid_from
SELECT
    s.indicator, s.partnership, s.authority, s.period, s.period_kind, s.period_start, s.period_end, s.financial_year,
    s.adds_up,                                   -- over time
    s.to_date,
    s.valid_from,
    s.span_start,                                -- the first day that the figure speaks of
    s.from_day, s.to_day,                        -- of membership
    s.from_day = s.span_start AND s.to_day = s.period_end       AS is_whole,
    CASE WHEN s.to_date AND s.from_day > s.span_start           THEN 2
         WHEN s.to_date                                         THEN 1
         WHEN NOT s.accumulates                                 THEN s.months
    END                                          AS needed,      -- to cut it: months; of a year to date figures; NULL: cannot be
    s.months                                     -- of membership; NULL: not whole ones
FROM (
    SELECT
        spells.*,
        CASE WHEN EXTRACT(DAY FROM from_day) = 1 AND EXTRACT(DAY FROM to_day + INTERVAL '1' DAY) = 1
             THEN 12 * (EXTRACT(YEAR FROM to_day) - EXTRACT(YEAR FROM from_day))
                  + EXTRACT(MONTH FROM to_day) - EXTRACT(MONTH FROM from_day) + 1 END   AS months
    FROM (
        SELECT
            f.*, m.partnership, m.authority, m.valid_from,
            CASE WHEN m.valid_from > f.span_start THEN m.valid_from ELSE f.span_start END   AS from_day,
            CASE WHEN m.valid_to < f.period_end THEN m.valid_to ELSE f.period_end END       AS to_day
        FROM spans_of_figures AS f
        JOIN membership_spells AS m ON m.valid_from <= f.period_end AND m.valid_to >= f.span_start
    ) AS spells
) AS s
