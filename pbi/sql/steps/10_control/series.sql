-- The series that a control chart may be drawn of: each authority's official figures of one indicator and one kind of period, by
-- the last day of the period, up to the end of the asked one. Periods that stand alone only: figures counted up over the year are
-- undone first, and rolling years hold the same cases again and again. Between the first and the last every period has a row,
-- so that one which nobody reported breaks a pattern. A new segment is opened by the day from which an indicator is comparable,
-- by a member that joins or leaves, and by a person's word.
-- A table of this name may be given in its place (`python -m pbi spc`).
-- grain: series × date
SELECT
    indicator || '|' || authority || '|' || period_kind             AS series,
    date,
    value,                                                                          -- NULL: a gap
    polarity,
    target,
    CASE WHEN set_here = 1 OR segment <> LAG(segment, 1, segment) OVER in_time OR membership IS NOT NULL THEN 1 ELSE 0 END      AS rebase,      -- 1: a new segment
    baseline,                                                                       -- rows of a fixed one; NULL: every row of a segment
    CASE WHEN $screened THEN 1 ELSE 0 END                           AS screen       -- 1: very large moving ranges are left out
FROM (
    SELECT
        s.indicator, s.authority, s.period_kind, s.period_end AS date, s.value, s.polarity, s.target, s.segment, s.membership,
        CASE WHEN r.period IS NULL THEN 0 ELSE 1 END AS set_here, r.baseline
    FROM standalone AS s
    LEFT JOIN known_rebases AS r ON r.indicator = s.indicator AND r.authority = s.authority AND r.period = s.period
    WHERE s.untested IS NULL
    UNION ALL
    SELECT
        f.indicator, f.authority, f.period_kind,
        CAST(f.period_end + INTERVAL '1' DAY + n.missing * f.length * INTERVAL '1' MONTH - INTERVAL '1' DAY AS DATE),
        NULL, f.polarity, NULL, f.segment, NULL, 0, NULL
    FROM (
        SELECT
            indicator, authority, period_kind, period_end, polarity, segment, length,
            LEAD(ends) OVER (PARTITION BY indicator, authority, period_kind ORDER BY period_end) - ends     AS until_next   -- in months
        FROM standalone
        WHERE untested IS NULL
    ) AS f
    JOIN (SELECT 10 * t.n + u.n AS missing
          FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS t(n)
          CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS u(n)) AS n
        ON n.missing > 0 AND n.missing * f.length < f.until_next
    WHERE f.until_next > f.length
) AS points
WINDOW in_time AS (PARTITION BY indicator, authority, period_kind ORDER BY date)
