-- From when each indicator's returns are asked for: what ended before was history when its first figure came, for another period of
-- its kind had ended since.
-- grain: indicator × authority × period_kind
SELECT
    r.indicator,
    r.authority,
    k.period_kind,
    CAST(MIN(r.first_received_on) - k.months * INTERVAL '1' MONTH AS DATE)  AS asked_from
FROM first_receipts AS r
CROSS JOIN (VALUES ('month', 1), ('quarter', 3), ('half', 6), ('year', 12)) AS k(period_kind, months)
GROUP BY r.indicator, r.authority, k.period_kind, k.months
