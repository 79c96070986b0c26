-- The targets as agreed by the day asked about. One of the catalogue stands from the first, as the indicator does; one
-- that came with a return was not there before it.
-- grain: indicator × authority × period × kind
SELECT
    indicator,
    authority,                                   -- NULL: every authority, never a partnership
    period,
    period_kind,
    period_start,
    period_end,
    CASE WHEN EXTRACT(MONTH FROM period_end) >= 4 THEN EXTRACT(YEAR FROM period_end) ELSE EXTRACT(YEAR FROM period_end) - 1 END
                                AS financial_year,   -- the calendar year in which it began
    value,
    lower,
    upper,
    kind
FROM (
    SELECT
        target.*,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, authority, period, kind
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM target
    WHERE submission IS NULL OR received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
