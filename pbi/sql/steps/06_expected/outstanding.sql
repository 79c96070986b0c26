-- What is to come and is not held: where a target is agreed for that very period; and of the period asked for, what was
-- reported for such a period this year or last, or has a target this year and that rhythm. Within a year an annual
-- indicator is not due. A period is late where it ended before $overdue_before. Nothing is to come of a member before it joined and after
-- it left, nor of what was history when the first figure came.
-- grain: indicator × authority × period
SELECT
    e.indicator, e.authority, e.period, e.period_kind, e.period_start, e.period_end, e.financial_year,
    CASE
        WHEN MAX(e.is_due) = 0                                      THEN 'annual_only'
        WHEN e.period_end > CAST($at AS DATE)                       THEN 'not_due'
        WHEN e.period_end < $overdue_before                         THEN 'late'
        ELSE 'awaited'
    END                         AS availability
FROM (
    SELECT indicator, authority, period, period_kind, period_start, period_end, financial_year, 1 AS is_due
    FROM known_targets
    WHERE authority IS NOT NULL
    UNION ALL
    SELECT
        h.indicator, h.authority, $period, $period_kind, CAST($period_start AS DATE), CAST($period_end AS DATE),
        CAST($financial_year AS BIGINT),
        CASE WHEN i.rhythm = 'year' AND h.period_kind = 'year' AND $period_kind <> 'year' THEN 0 ELSE 1 END
    FROM (
        SELECT indicator, authority, period_kind, financial_year, FALSE AS is_target
        FROM figures
        WHERE part IS NOT NULL OR availability = 'suppressed'
        UNION ALL
        SELECT indicator, authority, period_kind, financial_year, TRUE
        FROM known_targets
        WHERE authority IS NOT NULL
    ) AS h
    JOIN (
        SELECT
            indicator,
            CASE frequency WHEN 'annual' THEN 'year' WHEN 'half-yearly' THEN 'half' WHEN 'quarterly' THEN 'quarter'
                           WHEN 'monthly' THEN 'month' END AS rhythm
        FROM known_indicators
    ) AS i
        ON i.indicator = h.indicator
    WHERE $period_kind IN ('month', 'quarter', 'half', 'year')
      AND (h.financial_year = $financial_year OR (h.financial_year = $financial_year - 1 AND NOT h.is_target))
      AND (h.period_kind = $period_kind
           OR ($period_kind <> 'year' AND (i.rhythm = $period_kind OR (i.rhythm = 'year' AND h.period_kind = 'year'))))
) AS e
JOIN known_indicators AS k ON k.indicator = e.indicator
LEFT JOIN figures AS f
    ON  f.indicator = e.indicator
    AND f.authority = e.authority
    AND f.period    = e.period
LEFT JOIN asked_for AS t ON t.indicator = e.indicator AND t.authority = e.authority AND t.period_kind = e.period_kind
LEFT JOIN absences AS a ON a.authority = e.authority AND a.valid_from <= e.period_start AND a.valid_to >= e.period_end
WHERE f.indicator IS NULL AND a.authority IS NULL
  AND NOT COALESCE(e.period_end < t.asked_from, FALSE)
  AND ($indicators IS NULL OR POSITION('|' || e.indicator || '|' IN $indicators) > 0)
  AND e.period_end BETWEEN COALESCE(k.valid_from, e.period_end) AND COALESCE(k.valid_to, e.period_end)
  AND (COALESCE(k.lifecycle, '') <> 'retired' OR k.valid_to IS NOT NULL)    -- retired on no known day: not awaited at all
GROUP BY e.indicator, e.authority, e.period, e.period_kind, e.period_start, e.period_end, e.financial_year
