-- The indicators that count as demand, and the hours agreed for a case of each, as known on the day asked about.
-- grain: partnership × indicator × valid_from
SELECT
    partnership,
    indicator,
    hours_per_case,
    valid_from,
    valid_to
FROM (
    SELECT
        demand_weight.*,
        ROW_NUMBER() OVER (
            PARTITION BY partnership, indicator, valid_from
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM demand_weight
) AS ranked
WHERE place = 1 AND NOT withdrawn
