-- The figures that are not shown: those suppressed, and each quarter or half made of a suppressed one. It is no more than the sum of
-- its parts, so it tells nothing where they are all shown. A partnership's that lacks a member is not the sum of the
-- partnership's own parts, and is hidden behind any member's.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    MAX(is_small)               AS is_small      -- 0: not small itself
FROM (
    SELECT indicator, authority, period, is_small
    FROM suppressed
    UNION ALL
    SELECT w.indicator, w.authority, w.period, 0
    FROM worked_out AS w
    JOIN (
        SELECT s.indicator, s.authority, p.period_start, p.period_end
        FROM suppressed AS s
        JOIN worked_out AS p
            ON p.indicator = s.indicator AND p.authority = s.authority AND p.period = s.period
    ) AS h
        ON  h.indicator = w.indicator
        AND h.period_start >= w.period_start
        AND h.period_end <= w.period_end
        AND (h.authority = w.authority OR w.members_reporting < w.members_expected)
    WHERE w.is_derived
      AND w.period_kind IN ('quarter', 'half')
      AND w.part IS NOT NULL
) AS hidden
GROUP BY indicator, authority, period
