-- Which way each official figure went since the same period of the year before, and whether by more than chance would have it:
-- changed only where the whole interval of the change, at 99.8%, lies on one side of zero; 95% is kept beside it.
-- "Too few points" is said only of figures that have denominators and are no count of cases (averages): only a control chart
-- could test those, and it needs seven.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    previous,                                    -- NULL across a break or where the earlier year is absent
    previous_period,
    change,                                      -- in the indicator's own unit; points for a percent
    compared_outturn,                            -- where not the figure itself is compared: over which members
    compared_over,
    membership,                                  -- who joined or left in between
    ROUND(lower_998, 6)         AS change_lower, -- NULL where it was not tested
    ROUND(upper_998, 6)         AS change_upper,
    ROUND(lower_95, 6)          AS change_lower_95,
    ROUND(upper_95, 6)          AS change_upper_95,
    CASE
        WHEN untested IN ('new definition', 'members missing', 'other members')              THEN 'not_comparable'
        WHEN untested = 'too few points'                                    THEN 'too_few_points'
        WHEN untested IS NOT NULL                                           THEN 'not_testable'
        WHEN lower_998 > 0 AND polarity = 'higher'                          THEN 'improving'
        WHEN lower_998 > 0 AND polarity = 'lower'                           THEN 'worsening'
        WHEN lower_998 > 0                                                  THEN 'increasing'     -- a band, or data only
        WHEN upper_998 < 0 AND polarity = 'higher'                          THEN 'worsening'
        WHEN upper_998 < 0 AND polarity = 'lower'                           THEN 'improving'
        WHEN upper_998 < 0                                                  THEN 'decreasing'
        WHEN lower_998 IS NOT NULL                                          THEN 'no_clear_change'
    END                         AS direction,    -- NULL where there is no earlier figure
    untested                                     -- why it was not tested
FROM compared
