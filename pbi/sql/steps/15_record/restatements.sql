-- Every later receipt that changed a figure, newest first: what stood before it, what came in its place, and both cells.
-- A first figure is none, nor the first after a gap; a figure taken back is one, with nothing in its place.
-- grain: indicator × authority × period × version
SELECT
    r.indicator, r.indicator_name, r.service, r.unit, r.per, r.decimals,
    r.authority, n.authority_name, n.authority_kind,
    r.period, r.period_kind, r.period_start, r.period_end,
    CASE WHEN NOT r.old_hidden THEN r.old_value END     AS old_value,    -- not told where it is suppressed
    CASE WHEN NOT r.old_hidden THEN r.old_numerator END AS old_numerator,
    CASE WHEN NOT r.old_hidden THEN r.old_denominator END   AS old_denominator,
    r.old_submission, r.old_sheet, r.old_cell, r.old_received_on,
    CASE WHEN NOT r.withdrawn AND NOT r.is_hidden THEN r.figure END         AS new_value,    -- or nothing stands in its place
    CASE WHEN NOT r.withdrawn AND NOT r.is_hidden THEN r.numerator END      AS new_numerator,
    CASE WHEN NOT r.withdrawn AND NOT r.is_hidden THEN r.denominator END    AS new_denominator,
    r.old_hidden OR r.is_hidden                         AS is_suppressed,
    r.submission, r.sheet, r.cell, r.received_on,
    e.kind,                                             -- accepted, or undone
    e.filename, e.recorded_by, r.version
FROM (
    SELECT
        f.*,
        LAG(f.figure)       OVER receipts AS old_value,
        LAG(f.numerator)    OVER receipts AS old_numerator,
        LAG(f.denominator)  OVER receipts AS old_denominator,
        LAG(f.withdrawn)    OVER receipts AS old_withdrawn,
        LAG(f.is_hidden)    OVER receipts AS old_hidden,
        LAG(f.submission)   OVER receipts AS old_submission,
        LAG(f.sheet)        OVER receipts AS old_sheet,
        LAG(f.cell)         OVER receipts AS old_cell,
        LAG(f.received_on)  OVER receipts AS old_received_on
    FROM (
        SELECT
            o.*, i.indicator_name, i.service, i.objective, u.unit, u.per, u.decimals,
            COALESCE(o.value, CASE WHEN o.denominator > 0 THEN
                quotient(CAST(u.per * CAST(o.numerator AS DECIMAL(24, 6)) AS DECIMAL(24, 6)), o.denominator)
            END)                AS figure,
            h.version IS NOT NULL                       AS is_hidden
        FROM outturn AS o
        JOIN known_indicators AS i ON i.indicator = o.indicator
        JOIN indicator_rules AS u ON u.indicator = o.indicator AND o.period_end BETWEEN u.valid_from AND u.valid_to
        LEFT JOIN hidden_receipts AS h
            ON h.indicator = o.indicator AND h.authority = o.authority AND h.period = o.period AND h.version = o.version
        WHERE o.received_on <= COALESCE($as_of, DATE '9999-12-31')
    ) AS f
    WINDOW receipts AS (PARTITION BY f.indicator, f.authority, f.period ORDER BY f.received_on, f.version)
) AS r
JOIN known_authorities AS n ON n.authority = r.authority
JOIN entry AS e ON e.version = r.version
WHERE r.old_value IS NOT NULL
  AND NOT r.old_withdrawn
  AND (r.withdrawn OR r.figure IS NULL OR r.figure <> r.old_value
       OR COALESCE(r.numerator <> r.old_numerator, FALSE) OR COALESCE(r.denominator <> r.old_denominator, FALSE))
  AND ($authorities IS NULL OR POSITION('|' || r.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || r.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || r.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR r.objective = $objective)
ORDER BY r.received_on DESC, r.version DESC, r.indicator, r.authority, r.period_start
