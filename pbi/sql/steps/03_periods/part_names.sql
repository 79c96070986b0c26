-- Of each longer period that has no figure, the parts that are the reason, by name; and the last day of the first part of which
-- nothing was received at all: its return may be late, the longer period by itself is not. None where nothing was asked for: before a
-- member joined, after it left, and of what was history when the first figure came. What lies outside its membership is named
-- as missing only where nothing else is.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    STRING_AGG(CASE WHEN place = 1 THEN name WHEN place = named THEN ' and ' || name ELSE ', ' || name END, '' ORDER BY place)
                                AS names,
    MIN(CASE WHEN is_missing AND is_asked THEN ends END)    AS missing_end,  -- NULL: something came for each
    MAX(CASE WHEN is_asked THEN 1 ELSE 0 END) = 1           AS is_asked,     -- for one of them at least
    MIN(CASE WHEN is_outside THEN 1 ELSE 0 END) = 1         AS is_outside    -- nothing is missing but what lies outside its membership
FROM (
    SELECT
        n.*,
        ROW_NUMBER() OVER (PARTITION BY indicator, authority, period ORDER BY first)    AS place,
        COUNT(*) OVER (PARTITION BY indicator, authority, period)                       AS named
    FROM (
        SELECT
            s.*,
            a.authority IS NULL AND NOT COALESCE(s.ends < t.asked_from, FALSE)      AS is_asked,
            a.authority IS NOT NULL AND s.rule = 'incomplete'                       AS is_outside,
            MIN(CASE WHEN a.authority IS NOT NULL AND s.rule = 'incomplete' THEN 1 ELSE 0 END)
                OVER (PARTITION BY s.indicator, s.authority, s.period)              AS all_outside
        FROM (
            SELECT
                p.indicator, p.authority, p.period, r.rule, r.takes_last, y.name, y.first, y.months, y.kind,
                CAST(p.period_start + (y.first + y.months - p.period_first) * INTERVAL '1' MONTH - INTERVAL '1' DAY AS DATE)  AS ends,
                COALESCE(SUM(CASE WHEN q.availability IN ('not_due', 'annual_only') THEN 0 ELSE q.months END), 0) < y.months  AS is_missing,
                COALESCE(SUM(CASE WHEN q.is_said THEN q.months END), 0) < y.months          AS is_awaited,
                COUNT(CASE WHEN q.part IS NULL AND q.availability = 'not_applicable' THEN 1 END) > 0     AS does_not_apply,
                COUNT(CASE WHEN q.part IS NULL AND q.availability = 'suppressed' THEN 1 END) > 0         AS is_suppressed
            FROM part_sums AS p
            JOIN part_rules AS r
                ON  r.indicator = p.indicator AND r.authority = p.authority AND r.period = p.period
                AND r.rule IN ('incomplete', 'partly applicable', 'suppressed')
            JOIN parts_of_a_year AS y
                ON  y.kind = p.rhythm
                AND y.first >= p.period_first AND y.first < p.period_first + p.period_months
                AND (NOT r.takes_last OR y.first + y.months = p.period_first + p.period_months)
            LEFT JOIN parts AS q
                ON  q.indicator = p.indicator AND q.authority = p.authority AND q.period = p.period
                AND q.first < y.first + y.months AND q.first + q.months > y.first
            GROUP BY p.indicator, p.authority, p.period, p.period_start, p.period_first, r.rule, r.takes_last, y.name, y.first, y.months, y.kind
        ) AS s
        LEFT JOIN asked_for AS t ON t.indicator = s.indicator AND t.authority = s.authority AND t.period_kind = s.kind
        LEFT JOIN absences AS a
            ON  a.authority = s.authority AND a.valid_to >= s.ends
            AND a.valid_from <= CAST(s.ends + INTERVAL '1' DAY - s.months * INTERVAL '1' MONTH AS DATE)
        WHERE CASE rule WHEN 'incomplete' THEN is_awaited WHEN 'suppressed' THEN is_suppressed ELSE does_not_apply END
    ) AS n
    WHERE all_outside = 1 OR NOT is_outside
) AS named_parts
GROUP BY indicator, authority, period
