-- The shares agreed between a partnership's members, in percent, as known on the day asked about.
-- grain: partnership × authority × valid_from
SELECT
    partnership,
    authority,
    share,
    valid_from,
    valid_to
FROM (
    SELECT
        agreement_share.*,
        ROW_NUMBER() OVER (
            PARTITION BY partnership, authority, valid_from
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM agreement_share
) AS ranked
WHERE place = 1 AND NOT withdrawn
