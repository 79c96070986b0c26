-- Each partnership's figure beside the figure of each of its members, for the same indicator and period, with the movements of both
-- on the year before and how the members moved as a group: those that the partnership's own movement is over.
-- grain: indicator × authority × period × member
SELECT
    t.indicator,
    t.authority,                                 -- the partnership
    t.period, t.period_end,
    m.authority                     AS member,
    m.members,                                   -- how many belong to it
    t.outturn, t.target, t.target_lower, t.target_upper, t.target_kind, t.good_bound, t.near_bound,
    t.status, t.label, t.symbol, t.role,
    p.outturn                       AS member_outturn,
    p.target                        AS member_target,
    p.target_lower                  AS member_target_lower,
    p.target_upper                  AS member_target_upper,
    p.target_kind                   AS member_target_kind,
    p.good_bound                    AS member_good_bound,
    p.near_bound                    AS member_near_bound,
    p.status                        AS member_status,
    p.label                         AS member_label,
    p.symbol                        AS member_symbol,
    p.role                          AS member_role,
    a.previous,
    a.change,
    a.direction, a.compared_outturn, a.compared_over, a.membership,
    e.movement,                                  -- of the asked period; NULL in others
    b.previous                      AS member_previous,
    b.change                        AS member_change,
    b.direction                     AS member_direction,
    f.movement                      AS member_movement,
    COALESCE(c.is_common, TRUE)     AS is_in_movement,          -- a member in both years
    COALESCE(d.members, m.members)  AS members_in_movement,
    COUNT(CASE WHEN COALESCE(c.is_common, TRUE) THEN b.change END)                  OVER together  AS members_compared,  -- of them, with a figure of both years
    COUNT(CASE WHEN COALESCE(c.is_common, TRUE) AND b.change > 0 THEN 1 END)        OVER together  AS members_up,
    COUNT(CASE WHEN COALESCE(c.is_common, TRUE) AND b.change < 0 THEN 1 END)        OVER together  AS members_down
FROM assessed AS t
JOIN members_at AS m
    ON m.partnership = t.authority AND m.period_end = t.period_end
JOIN assessed AS p
    ON p.basis = 'official' AND p.indicator = t.indicator AND p.authority = m.authority AND p.period = t.period
LEFT JOIN travelled AS a
    ON a.indicator = t.indicator AND a.authority = t.authority AND a.period = t.period
LEFT JOIN travelled AS b
    ON b.indicator = p.indicator AND b.authority = p.authority AND b.period = p.period
LEFT JOIN members_in_common AS c
    ON  c.is_year_before AND c.indicator = t.indicator AND c.partnership = t.authority AND c.period = t.period AND c.authority = m.authority
LEFT JOIN common_bases AS d
    ON d.is_year_before AND d.indicator = t.indicator AND d.authority = t.authority AND d.period = t.period
LEFT JOIN movements AS e
    ON e.indicator = t.indicator AND e.authority = t.authority AND e.period = t.period
LEFT JOIN movements AS f
    ON f.indicator = p.indicator AND f.authority = p.authority AND f.period = p.period
WHERE t.basis = 'official'
WINDOW together AS (PARTITION BY t.indicator, t.authority, t.period)
