-- Each official figure beside the same period of the year before, where the two may be compared.
-- Change is in the indicator's own unit (points for a percent). Significance is not tested here: the direction says why not.
-- grain: indicator × authority × period
SELECT
    a.indicator,
    a.authority,
    a.period,
    b.outturn                   AS previous,     -- NULL across a break or where the earlier year is absent
    b.period                    AS previous_period,
    a.outturn - b.outturn       AS change,
    CASE
        WHEN a.outturn IS NULL OR e.outturn IS NULL                 THEN NULL
        WHEN b.outturn IS NULL                                      THEN 'not_comparable'
        WHEN NOT (a.has_denominator AND b.has_denominator)          THEN 'not_testable'
        WHEN a.points < 7                                           THEN 'too_few_points'
        ELSE 'not_testable'
    END                         AS direction
FROM (
    SELECT
        s.*,
        COUNT(s.outturn) OVER (PARTITION BY s.indicator, s.authority, s.period_kind, s.segment) AS points
    FROM segmented AS s
) AS a
LEFT JOIN segmented AS e                         -- the earlier figure, comparable or not
    ON  e.indicator      = a.indicator
    AND e.authority      = a.authority
    AND e.period_kind    = a.period_kind
    AND e.financial_year = a.financial_year - 1
    AND EXTRACT(MONTH FROM e.period_end) = EXTRACT(MONTH FROM a.period_end)
LEFT JOIN segmented AS b
    ON  b.indicator      = e.indicator
    AND b.authority      = e.authority
    AND b.period         = e.period
    AND b.segment        = a.segment             -- a new definition starts a new segment
