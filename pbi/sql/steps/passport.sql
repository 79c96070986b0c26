-- Where a figure came from: every receipt of it and of the figures it is made of, newest first.
-- grain: authority × period × version
SELECT
    o.authority,
    n.authority_name,
    o.period,
    o.period_kind,
    o.value,
    o.numerator,
    o.denominator,
    o.availability,
    o.stated_status,
    o.submission,
    e.filename,
    o.sheet,
    o.cell,
    o.received_on,
    e.recorded_at,
    e.recorded_by,
    e.back_dated,
    o.withdrawn,
    o.version = l.version AND NOT o.withdrawn    AS holds,
    CASE WHEN o.period = $period AND POSITION('|' || o.authority || '|' IN $authorities) > 0
         THEN 'the figure itself' ELSE 'part of the figure' END AS part_of
FROM outturn AS o
JOIN known_authorities AS n ON n.authority = o.authority
JOIN entry AS e ON e.version = o.version
JOIN (
    SELECT
        version, indicator, authority, period,
        ROW_NUMBER() OVER (PARTITION BY indicator, authority, period ORDER BY received_on DESC, version DESC) AS place
    FROM outturn
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS l
    ON l.place = 1 AND l.indicator = o.indicator AND l.authority = o.authority AND l.period = o.period
LEFT JOIN known_memberships AS m
    ON  m.authority = o.authority
    AND m.valid_from <= o.period_end AND COALESCE(m.valid_to, DATE '9999-12-31') >= o.period_end
WHERE POSITION('|' || o.indicator || '|' IN $indicators) > 0
  AND (POSITION('|' || o.authority || '|' IN $authorities) > 0 OR POSITION('|' || m.partnership || '|' IN $authorities) > 0)
  AND o.period_start >= $period_start AND o.period_end <= $period_end
  AND o.received_on <= COALESCE($as_of, DATE '9999-12-31')
ORDER BY o.authority, o.period_start, o.version DESC
