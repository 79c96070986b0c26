-- Each joining and each leaving of a partnership, in words, with the first day on which it holds.
-- grain: partnership × authority × day
SELECT
    c.partnership,
    c.authority,
    c.day,                                       -- the day of joining; the day after the last one
    n.authority_name || c.verb || CAST(EXTRACT(DAY FROM c.told) AS INTEGER) || ' '
        || TRIM(SUBSTRING('January  February March    April    May      June     July     August   SeptemberOctober  November December ',
                          CAST(9 * EXTRACT(MONTH FROM c.told) - 8 AS INTEGER), 9))
        || ' ' || CAST(EXTRACT(YEAR FROM c.told) AS INTEGER)    AS said         -- "Gamma joined on 1 April 2018"
FROM (
    SELECT partnership, authority, valid_from AS day, valid_from AS told, ' joined on ' AS verb
    FROM membership_spells
    UNION ALL
    SELECT partnership, authority, CAST(valid_to + INTERVAL '1' DAY AS DATE), valid_to, ' left on '
    FROM membership_spells
    WHERE valid_to < DATE '9999-12-30'
) AS c
JOIN known_authorities AS n ON n.authority = c.authority
