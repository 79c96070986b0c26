-- Each unbroken time of an authority in a partnership: memberships that touch or overlap are one.
-- grain: partnership × authority × valid_from
SELECT
    partnership,
    authority,
    MIN(valid_from)             AS valid_from,
    MAX(valid_to)               AS valid_to      -- 30 December 9999: a member still
FROM (
    SELECT
        beside.*,
        SUM(begins) OVER (PARTITION BY partnership, authority ORDER BY valid_from) AS spell
    FROM (
        SELECT
            partnership,
            authority,
            valid_from,
            COALESCE(valid_to, DATE '9999-12-30')       AS valid_to,
            CASE WHEN valid_from - INTERVAL '1' DAY <= MAX(COALESCE(valid_to, DATE '9999-12-30')) OVER (
                PARTITION BY partnership, authority ORDER BY valid_from ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) THEN 0 ELSE 1 END                         AS begins
        FROM known_memberships
    ) AS beside
) AS spells
GROUP BY partnership, authority, spell
