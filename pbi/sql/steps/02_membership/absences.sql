-- When an authority that ever belonged to a partnership belonged to none: before it joined, after it left and in between. Nothing is asked
-- of it for a period that lies in one of them.
-- grain: authority × valid_from
SELECT authority, valid_from, valid_to
FROM (
    SELECT
        authority,
        COALESCE(CAST(MAX(valid_to) OVER (PARTITION BY authority ORDER BY valid_from ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                      + INTERVAL '1' DAY AS DATE), DATE '0001-01-01')       AS valid_from,
        CAST(valid_from - INTERVAL '1' DAY AS DATE)                         AS valid_to
    FROM membership_spells
    UNION ALL
    SELECT authority, CAST(MAX(valid_to) + INTERVAL '1' DAY AS DATE), DATE '9999-12-31'
    FROM membership_spells
    GROUP BY authority
) AS between_spells
WHERE valid_from <= valid_to
