-- The series that a control chart may be drawn of: each authority's official figures of one indicator and one kind of period, by
-- the last day of the period. Periods that stand alone only: quarters that accumulate over the year and rolling years hold
-- the same cases again and again, and signal without cause. The day from which an indicator is comparable opens a new segment.
-- A table of this name may be given in its place (`python -m pbi spc`).
-- grain: series × date
SELECT
    s.indicator || '|' || s.authority || '|' || s.period_kind       AS series,
    s.period_end                                                    AS date,
    CAST(s.outturn AS DOUBLE)                                       AS value,       -- NULL: a gap
    s.polarity,
    CAST(a.target AS DOUBLE)                                        AS target,
    CASE WHEN s.segment <> LAG(s.segment, 1, s.segment)
         OVER (PARTITION BY s.indicator, s.authority, s.period_kind ORDER BY s.period_end) THEN 1 ELSE 0 END AS rebase,  -- 1: a new segment
    CAST(NULL AS INTEGER)                                           AS baseline,    -- rows of a fixed baseline; NULL: every row of a segment
    CASE WHEN $screened THEN 1 ELSE 0 END                           AS screen       -- 1: very large moving ranges are left out
FROM segmented AS s
JOIN known_indicators AS i ON i.indicator = s.indicator
JOIN assessed AS a
    ON a.basis = 'official' AND a.indicator = s.indicator AND a.authority = s.authority AND a.period = s.period
WHERE s.period_kind <> 'rolling year' AND NOT (i.accumulates AND s.period_kind IN ('quarter', 'half', 'month'))
    AND s.period_end <= COALESCE($period_end, DATE '9999-12-31')                -- what came later moves no limit of an earlier report
    AND ($indicators IS NULL OR POSITION('|' || s.indicator || '|' IN $indicators) > 0)
