-- What had a figure the year before and has none in the period asked for, though that has ended and nobody retired it.
-- Parts of the period count as figures; what had no cases, is stated to be not applicable, or is suppressed, has not vanished, nor
-- has a member that left. Where the authority has sent nothing for the end of that period, its return is late, and nobody knows yet what is in it.
-- grain: indicator × authority
SELECT
    v.indicator,
    i.indicator_name,
    i.service,
    v.authority,
    n.authority_name,
    n.authority_kind,
    i.lifecycle,
    $previous_period            AS previous_period,
    $period                     AS period,
    v.still_reported,                            -- by how many of the authorities asked about
    COALESCE(s.authority IS NOT NULL, FALSE) AS has_sent     -- the authority sent others for the end of that period: no late return
FROM (
    SELECT
        h.*,
        CAST(SUM(h.has_figure) OVER (PARTITION BY h.indicator) AS INTEGER) AS still_reported
    FROM (
        SELECT
            f.indicator,
            f.authority,
            MAX(CASE WHEN f.period = $previous_period AND f.part IS NOT NULL THEN 1 ELSE 0 END)     AS had_figure,
            MAX(CASE WHEN f.period_start >= $span_start AND f.period_end <= $span_end AND f.part IS NOT NULL
                     THEN 1 ELSE 0 END)                                                             AS has_figure,
            MAX(CASE WHEN f.period_start >= $span_start AND f.period_end <= $span_end
                      AND f.availability IN ('no_cases', 'not_applicable', 'suppressed') THEN 1 ELSE 0 END)     AS has_reason
        FROM figures AS f
        WHERE $authorities IS NULL OR POSITION('|' || f.authority || '|' IN $authorities) > 0
        GROUP BY f.indicator, f.authority
    ) AS h
) AS v
JOIN known_indicators AS i ON i.indicator = v.indicator
JOIN known_authorities AS n ON n.authority = v.authority
LEFT JOIN (SELECT DISTINCT authority FROM figures WHERE period_end = $span_end AND part IS NOT NULL AND NOT is_pooled) AS s
    ON s.authority = v.authority
LEFT JOIN absences AS a ON a.authority = v.authority AND a.valid_from <= $span_start AND a.valid_to >= $span_end
WHERE v.had_figure = 1 AND v.has_figure = 0 AND v.has_reason = 0 AND a.authority IS NULL
  AND $span_end <= $at
  AND i.lifecycle <> 'retired'
  AND COALESCE(i.valid_to >= $span_end, TRUE)
  AND ($services   IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($indicators IS NULL OR POSITION('|' || i.indicator || '|' IN $indicators) > 0)
  AND ($objective  IS NULL OR i.objective = $objective)
ORDER BY i.service, UPPER(v.indicator), n.authority_name, n.authority
