-- Where a figure came from: every receipt of it and of the figures it is made of, newest first.
-- grain: indicator × authority × period × version
SELECT
    o.indicator,
    o.authority,
    n.authority_name,
    o.period,
    o.period_kind,
    CASE WHEN h.version IS NULL THEN o.value END        AS value,            -- not told where it is suppressed
    CASE WHEN h.version IS NULL THEN o.numerator END    AS numerator,
    CASE WHEN h.version IS NULL THEN o.denominator END  AS denominator,
    CASE WHEN h.version IS NULL THEN o.availability ELSE 'suppressed' END   AS availability,
    CASE WHEN h.version IS NULL THEN o.stated_status END                    AS stated_status,
    o.submission,
    e.filename,
    o.sheet,
    o.cell,
    o.version,
    o.received_on,
    e.recorded_at,
    e.recorded_by,
    e.back_dated,
    o.withdrawn,
    o.place = 1 AND NOT o.withdrawn                     AS holds,
    COALESCE(s.part_of, 'the figure itself')            AS part_of,  -- or: part of the figure | stated beside it
    CASE WHEN h.version IS NULL THEN f.read_as END      AS read_as   -- what a cell held and was read as instead, by whom
FROM (
    SELECT
        outturn.*,
        ROW_NUMBER() OVER (PARTITION BY indicator, authority, period ORDER BY received_on DESC, version DESC) AS place
    FROM outturn
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS o
JOIN known_authorities AS n ON n.authority = o.authority
JOIN entry AS e ON e.version = o.version
LEFT JOIN hidden_receipts AS h
    ON h.indicator = o.indicator AND h.authority = o.authority AND h.period = o.period AND h.version = o.version
LEFT JOIN mended AS f
    ON f.indicator = o.indicator AND f.authority = o.authority AND f.period = o.period AND f.version = o.version
LEFT JOIN (
    SELECT indicator, source_authority, source_period, MIN(part_of) AS part_of
    FROM sources
    WHERE period = $period AND POSITION('|' || authority || '|' IN $authorities) > 0
    GROUP BY indicator, source_authority, source_period
) AS s
    ON s.indicator = o.indicator AND s.source_authority = o.authority AND s.source_period = o.period
WHERE POSITION('|' || o.indicator || '|' IN $indicators) > 0
  AND (s.indicator IS NOT NULL OR (o.period = $period AND POSITION('|' || o.authority || '|' IN $authorities) > 0))
ORDER BY o.authority, o.period_start, o.received_on DESC, o.version DESC
