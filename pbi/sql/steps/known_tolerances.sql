-- The tolerances as set by the day asked about.
-- grain: scheme × authority × indicator × valid_from
SELECT
    scheme,
    authority,
    indicator,
    basis,
    green_within,
    amber_within,
    good_cut,
    near_cut,
    inclusive,
    valid_from,
    valid_to
FROM (
    SELECT
        tolerance.*,
        ROW_NUMBER() OVER (
            PARTITION BY scheme, authority, indicator, valid_from
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 1 ELSE 0 END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version ELSE -version END DESC
        )                       AS place
    FROM tolerance
) AS ranked
WHERE place = 1 AND NOT withdrawn
