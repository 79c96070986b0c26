-- Each indicator's rows of the catalogue as set by the day asked about, one for each day from which it is described; of an
-- indicator nobody had described by then, its first.
-- grain: code × valid_from
SELECT
    code, name, definition, service, objective, unit, per, polarity, polarity_source, frequency, across_authorities,
    across_periods, accumulates, decimals, standing, lifecycle, replaced_by, comparable_from, valid_from, valid_to,
    ROW_NUMBER() OVER (PARTITION BY code ORDER BY valid_from DESC NULLS LAST)   AS place     -- 1: the newest
FROM (
    SELECT
        v.*,
        ROW_NUMBER() OVER (PARTITION BY code, valid_from ORDER BY received_on DESC, version DESC) AS last
    FROM (
        SELECT
            indicator.*,
            received_on <= COALESCE($as_of, DATE '9999-12-31')                                  AS was_known,
            ROW_NUMBER() OVER (PARTITION BY code ORDER BY received_on, version)                 AS age,
            MIN(received_on) OVER (PARTITION BY code)                                           AS first_on
        FROM indicator
    ) AS v
    WHERE was_known OR (age = 1 AND first_on > $as_of)
) AS ranked
WHERE last = 1 AND NOT withdrawn
