-- Every figure that an authority was to send for the period asked for, and whether it stands: a figure, or a reason why there
-- is none (no cases, not applicable). What says only that there is none yet is still to come. A partnership sends none where its members do.
-- Nothing is to come of a member before it joined and after it left, nor of what was history when the first figure came.
-- grain: indicator × authority × period
SELECT
    e.indicator,
    i.indicator_name,
    e.authority,
    n.authority_name,
    COALESCE(i.service, 'none') AS service,
    s.service_name,
    e.period,
    e.period_end,
    e.is_held,
    CASE WHEN NOT e.is_held THEN e.availability END     AS availability,    -- not_due, awaited or late; NULL: it stands
    CASE WHEN e.is_held THEN COALESCE(r.first_received_on, t.last_received_on) END
                                AS received_on,         -- the day it first came; a year made of its periods, with its last
    COALESCE(e.period_end < h.asked_from, FALSE)  AS is_history    -- when its first figure came: nobody asked for it
FROM (
    SELECT
        indicator, authority, period, period_kind, period_start, period_end, availability,
        part IS NOT NULL OR availability NOT IN ('not_due', 'annual_only', 'awaited', 'late')   AS is_held
    FROM figures
    WHERE NOT is_pooled
    UNION ALL
    SELECT indicator, authority, period, period_kind, period_start, period_end, availability, FALSE
    FROM outstanding
    WHERE availability <> 'annual_only'
) AS e
JOIN known_indicators AS i ON i.indicator = e.indicator
JOIN known_authorities AS n ON n.authority = e.authority
LEFT JOIN known_services AS s ON s.service = i.service
LEFT JOIN first_receipts AS r ON r.indicator = e.indicator AND r.authority = e.authority AND r.period = e.period
LEFT JOIN (
    SELECT indicator, authority, MAX(first_received_on) AS last_received_on
    FROM first_receipts
    WHERE period_start >= $period_start AND period_end <= $period_end
    GROUP BY indicator, authority
) AS t
    ON t.indicator = e.indicator AND t.authority = e.authority
LEFT JOIN asked_for AS h ON h.indicator = e.indicator AND h.authority = e.authority AND h.period_kind = e.period_kind
LEFT JOIN absences AS a ON a.authority = e.authority AND a.valid_from <= e.period_start AND a.valid_to >= e.period_end
LEFT JOIN part_names AS m ON m.indicator = e.indicator AND m.authority = e.authority AND m.period = e.period
LEFT JOIN (SELECT DISTINCT partnership FROM known_memberships) AS p ON p.partnership = e.authority
WHERE e.period = $period
  AND p.partnership IS NULL
  AND (e.is_held AND NOT (COALESCE(e.availability, '') = 'partly_applicable' AND COALESCE(m.is_outside, FALSE)) OR (COALESCE(e.availability, '') IN ('not_due', 'awaited', 'late') AND a.authority IS NULL
                     AND COALESCE(m.is_asked, TRUE) AND NOT COALESCE(e.period_end < h.asked_from, FALSE)))
  AND ($authorities IS NULL OR POSITION('|' || e.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($objective   IS NULL OR i.objective = $objective)
ORDER BY e.authority, s.service_name, UPPER(e.indicator)
