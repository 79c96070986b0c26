-- Who belonged to which partnership and when, as known on the day asked about.
-- grain: partnership × authority × valid_from
SELECT
    partnership,
    authority,
    valid_from,
    valid_to
FROM (
    SELECT
        membership.*,
        ROW_NUMBER() OVER (
            PARTITION BY partnership, authority, valid_from
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 1 ELSE 0 END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version ELSE -version END DESC
        )                       AS place
    FROM membership
) AS ranked
WHERE place = 1 AND NOT withdrawn
