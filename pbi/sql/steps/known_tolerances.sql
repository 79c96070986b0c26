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
    CASE WHEN valid_from = DATE '2000-04-01' THEN DATE '0001-01-01' ELSE valid_from END
                                AS holds_from,   -- the day that means: as far back as figures go
    valid_to,
    version                                      -- of the journal entry that set it
FROM (
    SELECT
        tolerance.*,
        ROW_NUMBER() OVER (
            PARTITION BY scheme, authority, indicator, valid_from
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM tolerance
) AS ranked
WHERE place = 1 AND NOT withdrawn
