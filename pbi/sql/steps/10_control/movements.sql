-- Whether each figure of the asked period got better or worse by more than chance, by either of two tests (change_tests): it moved
-- where one shows it, the chart's word first, because it says when; "no real change" where a test was made and none shows any;
-- "not enough data" where none could be made. What it moved from is always the figure of the year before.
-- Pages, papers and queries take their word from here and from nowhere else.
-- grain: indicator × authority
SELECT
    indicator, authority, period,
    previous, previous_period,                   -- from what; NULL where there is none, or none to compare with
    change,
    CASE
        WHEN chart_movement IN ('better', 'worse', 'higher', 'lower')   THEN chart_movement
        WHEN year_movement  IN ('better', 'worse', 'higher', 'lower')   THEN year_movement
        WHEN chart_movement IS NOT NULL OR year_movement IS NOT NULL    THEN 'no real change'
        ELSE 'not enough data'
    END                         AS movement,     -- better | worse | higher | lower (neither is better) | no real change | not enough data
    CASE
        WHEN chart_movement IN ('better', 'worse', 'higher', 'lower')   THEN 'control chart'
        WHEN year_movement  IN ('better', 'worse', 'higher', 'lower')   THEN 'year before'
    END                         AS moved_by,     -- the test that shows it; NULL: none does
    moved_in,                                    -- the period in which the chart's pattern was completed
    chart_movement,                              -- what each test says by itself; NULL: not made
    year_movement,
    chart_reason,                                -- why there is no test by the chart
    year_reason,                                 -- why there is none against the year before
    chart_chance,                                -- that the chart of a stable series would show a pattern completed in the period
    CASE WHEN chart_movement IS NOT NULL OR year_movement IS NOT NULL
         THEN COALESCE(chart_chance, 0) + CASE WHEN year_movement IS NOT NULL THEN 0.002 ELSE 0 END
    END                         AS chance        -- that it would be said to have moved if nothing had: both tests' chances added
FROM change_tests
