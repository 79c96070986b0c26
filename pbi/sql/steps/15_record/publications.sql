-- What has been reported to whom by the day asked about, newest first; each keeps its own rows for good.
-- grain: publication
SELECT
    p.publication,
    p.name,
    p.period,
    p.period_kind,
    p.scheme,
    p.as_of,                                     -- only what had been received by that day; NULL: all there was
    p.authorities,                               -- as a list filter; NULL: all
    p.rules_version,                             -- of the store, when it was frozen
    p.program,
    p.received_on               AS published_on,
    e.recorded_by,
    e.recorded_at,
    e.back_dated
FROM (
    SELECT
        publication.*,
        ROW_NUMBER() OVER (PARTITION BY publication ORDER BY version DESC) AS place
    FROM publication
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS p
JOIN entry AS e ON e.version = p.version
WHERE p.place = 1 AND NOT p.withdrawn
ORDER BY p.received_on DESC, p.version DESC
