-- How far, in points, demand may lie from the agreed share, as known on the day asked about.
-- grain: partnership × valid_from
SELECT
    partnership,
    points,
    valid_from,
    valid_to
FROM (
    SELECT
        agreement_tolerance.*,
        ROW_NUMBER() OVER (
            PARTITION BY partnership, valid_from
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM agreement_tolerance
) AS ranked
WHERE place = 1 AND NOT withdrawn
