-- The pairs of a partnership's figures that have not the same members behind them: how many members both have in common, who they are,
-- and why the others are not among them.
-- grain: indicator × authority × period × earlier_period
SELECT
    indicator,
    partnership                 AS authority,
    period,
    earlier_period,
    is_year_before,
    MAX(members)                AS members,      -- in common
    CASE WHEN MAX(members) > 4 THEN 'the ' || CAST(MAX(members) AS VARCHAR) || ' authorities in both'
         ELSE STRING_AGG(CASE WHEN NOT is_common THEN NULL
                              WHEN place = 1         THEN authority_name
                              WHEN place = members   THEN ' and ' || authority_name
                              ELSE ', ' || authority_name END, '' ORDER BY place) END   AS compared_over,    -- NULL: nobody
    STRING_AGG(said, '; ' ORDER BY said_on, authority_name)                             AS membership    -- "Gamma joined on 1 April 2018"
FROM (
    SELECT
        c.indicator, c.partnership, c.period, c.earlier_period, c.is_year_before, c.is_common, n.authority_name,
        SUM(CASE WHEN c.is_common THEN 1 ELSE 0 END) OVER pair                          AS members,
        COUNT(*) OVER pair                                                              AS all_members,
        ROW_NUMBER() OVER (PARTITION BY c.indicator, c.partnership, c.period, c.earlier_period, c.is_common ORDER BY n.authority_name) AS place,
        CASE WHEN NOT c.is_common THEN COALESCE(h.said, 'not applicable to ' || n.authority_name || ' in ' || c.exempt_in) END  AS said,
        h.day                   AS said_on
    FROM members_in_common AS c
    JOIN known_authorities AS n ON n.authority = c.authority
    LEFT JOIN (
        SELECT c.indicator, c.partnership, c.period, c.earlier_period, c.authority, MIN(h.day) AS day, STRING_AGG(h.said, '; ' ORDER BY h.day) AS said
        FROM members_in_common AS c
        JOIN membership_changes AS h
            ON h.partnership = c.partnership AND h.authority = c.authority AND h.day > c.earlier_start AND h.day <= c.period_end
        WHERE NOT c.is_common
        GROUP BY c.indicator, c.partnership, c.period, c.earlier_period, c.authority
    ) AS h
        ON  h.indicator = c.indicator AND h.partnership = c.partnership AND h.period = c.period
        AND h.earlier_period = c.earlier_period AND h.authority = c.authority
    WINDOW pair AS (PARTITION BY c.indicator, c.partnership, c.period, c.earlier_period)
) AS named
WHERE members < all_members
GROUP BY indicator, partnership, period, earlier_period, is_year_before
