-- What the Inter-Authority Agreement says on the last day of each period: each member's share, and since when no share
-- of the partnership has changed and nobody has joined or left. That is how long one agreement lasts.
-- grain: partnership × authority × period_end
SELECT
    partnership,
    authority,
    period_end,
    share                       AS agreed_share,     -- percent
    CASE WHEN changed_on > MAX(valid_from) OVER (PARTITION BY partnership, period_end) THEN changed_on
         ELSE MAX(valid_from) OVER (PARTITION BY partnership, period_end) END   AS agreement_from,
    CAST(COALESCE(points, 2) AS DECIMAL(12, 6)) AS tolerance    -- points either side of the agreed share; 2 where none was set
FROM (
    SELECT
        m.partnership, m.authority, m.period_end, s.share, s.valid_from, t.points, d.changed_on,
        ROW_NUMBER() OVER (
            PARTITION BY m.partnership, m.authority, m.period_end ORDER BY s.valid_from DESC, t.valid_from DESC
        )                       AS place
    FROM members_at AS m
    JOIN (
        SELECT a.partnership, a.period_end, MAX(h.day) AS changed_on
        FROM (SELECT DISTINCT partnership, period_end FROM members_at) AS a
        JOIN membership_changes AS h ON h.partnership = a.partnership AND h.day <= a.period_end
        GROUP BY a.partnership, a.period_end
    ) AS d
        ON d.partnership = m.partnership AND d.period_end = m.period_end
    JOIN known_agreement_shares AS s
        ON  s.partnership = m.partnership
        AND s.authority   = m.authority
        AND s.valid_from <= m.period_end
        AND COALESCE(s.valid_to, DATE '9999-12-31') >= m.period_end
    LEFT JOIN known_agreement_tolerances AS t
        ON  t.partnership = m.partnership
        AND t.valid_from <= m.period_end
        AND COALESCE(t.valid_to, DATE '9999-12-31') >= m.period_end
) AS standing
WHERE place = 1
