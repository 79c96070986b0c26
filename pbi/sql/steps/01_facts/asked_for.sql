-- From when each indicator's returns are asked for: what ended before was history when its first figure came, for another period of
-- its kind had ended since; where no figure ever came, when its first target did.
-- grain: indicator × authority × period_kind
SELECT
    r.indicator,
    r.authority,
    k.period_kind,
    CAST(MIN(r.came_on) - k.months * INTERVAL '1' MONTH AS DATE)    AS asked_from
FROM (
    SELECT indicator, authority, first_received_on AS came_on
    FROM first_receipts
    UNION ALL
    SELECT t.indicator, t.authority, t.received_on
    FROM target AS t
    LEFT JOIN first_receipts AS f ON f.indicator = t.indicator AND f.authority = t.authority
    WHERE t.authority IS NOT NULL
      AND f.indicator IS NULL
      AND NOT t.withdrawn
      AND t.received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS r
CROSS JOIN (VALUES ('month', 1), ('quarter', 3), ('half', 6), ('year', 12)) AS k(period_kind, months)
GROUP BY r.indicator, r.authority, k.period_kind, k.months
