-- How each indicator is made and judged, with the days between which that holds, as known on the day asked about: of each
-- first day the newest version (of an indicator nobody had described by then, its first). Each figure is judged by the
-- rule of its period's last day. Rule: methods, section 2.
-- grain: indicator × valid_from
SELECT
    indicator,
    valid_from,                                  -- of the first rule the first day there is
    CAST(COALESCE(LEAD(valid_from) OVER in_time - INTERVAL '1' DAY, DATE '9999-12-31') AS DATE) AS valid_to,
    MAX(CASE WHEN is_break THEN valid_from END) OVER in_time        AS made_from,    -- figures are made this way since; NULL: always
    SUM(CASE WHEN is_break THEN 1 ELSE 0 END) OVER in_time          AS segment,      -- nothing is compared across two of them
    unit,
    per,                                         -- outturn = per × numerator ÷ denominator
    decimals,
    polarity,
    standing,
    across_authorities,
    across_periods,
    accumulates                                  -- TRUE: quarters are year to date
FROM (
    SELECT
        dated.*,
        COALESCE(
            unit <> LAG(unit) OVER in_time OR per <> LAG(per) OVER in_time OR polarity <> LAG(polarity) OVER in_time
                OR across_authorities <> LAG(across_authorities) OVER in_time
                OR across_periods <> LAG(across_periods) OVER in_time OR accumulates <> LAG(accumulates) OVER in_time,
            FALSE)              AS is_break      -- another standing alone is none
    FROM (
        SELECT
            v.code              AS indicator,
            CASE WHEN MIN(COALESCE(v.rule_from, DATE '0001-01-01')) OVER (PARTITION BY v.code) = v.rule_from
                 THEN DATE '0001-01-01' ELSE COALESCE(v.rule_from, DATE '0001-01-01') END   AS valid_from,
            v.unit, v.per, v.decimals, v.polarity, v.standing, v.across_authorities, v.across_periods, v.accumulates,
            ROW_NUMBER() OVER (PARTITION BY v.code, v.rule_from ORDER BY v.received_on DESC, v.version DESC) AS place
        FROM (
            SELECT
                indicator.*,
                received_on <= COALESCE($as_of, DATE '9999-12-31')                              AS was_known,
                MAX(CASE WHEN withdrawn AND received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version ELSE 0 END)
                    OVER (PARTITION BY code)                                                    AS gone,
                MIN(received_on) OVER (PARTITION BY code)                                       AS first_on,
                ROW_NUMBER() OVER (PARTITION BY code ORDER BY received_on, version)             AS age
            FROM indicator
        ) AS v
        JOIN known_indicators AS k ON k.indicator = v.code
        WHERE v.version > v.gone
          AND (v.was_known OR (v.age = 1 AND v.first_on > $as_of))
    ) AS dated
    WHERE place = 1
    WINDOW in_time AS (PARTITION BY indicator ORDER BY valid_from)
) AS compared
WINDOW in_time AS (PARTITION BY indicator ORDER BY valid_from)
