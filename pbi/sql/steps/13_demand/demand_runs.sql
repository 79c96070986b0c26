-- How long demand has lain on one side: the complete quarters in succession, up to and with this one, whose share is
-- strictly on the same side of the agreed share. A quarter on the agreed share, one that is missing and a new agreement
-- each begin a run anew.
-- grain: partnership × authority × period
SELECT
    partnership,
    authority,
    period,
    period_end,
    side,                                        -- 1 above the agreed share, -1 below
    ROW_NUMBER() OVER (PARTITION BY partnership, authority, agreement_from, side, island ORDER BY place)    AS quarters,
    MIN(period) OVER (PARTITION BY partnership, authority, agreement_from, side, island ORDER BY place)     AS since
FROM (
    SELECT
        d.*,
        place - ROW_NUMBER() OVER (PARTITION BY partnership, authority, agreement_from, side ORDER BY place) AS island
    FROM (
        SELECT
            partnership, authority, agreement_from, period, period_end, side,
            CAST(EXTRACT(YEAR FROM period_end) * 12 + EXTRACT(MONTH FROM period_end) AS INTEGER) / 3        AS place
        FROM demand_shares
        WHERE period_kind = 'quarter' AND side <> 0
    ) AS d
) AS islands
