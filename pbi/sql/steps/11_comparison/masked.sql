-- What a partnership's total hides of its members, one row for each member and reason:
-- "not good": the total is judged good and this member's own figure, against its own target, is not (none where no status is shown);
-- "worsening": this member got worse by more than chance in the asked period, and the total did not;
-- "reversed": every member moved the other way from the total, or not at all: the mix between them moved it (Simpson's paradox).
-- grain: indicator × authority × period × member × reason
SELECT
    r.indicator, i.indicator_name, i.service, s.service_name, i.objective, u.unit, u.per, u.decimals, u.polarity,
    r.authority, n.authority_name, r.period, r.member, w.authority_name AS member_name, r.reason,
    r.outturn, r.target, r.target_lower, r.target_upper, r.target_kind, r.good_bound, r.near_bound,
    r.status, r.label, r.symbol, r.role,
    r.member_outturn, r.member_target, r.member_target_lower, r.member_target_upper, r.member_target_kind,
    r.member_good_bound, r.member_near_bound,
    r.member_status, r.member_label, r.member_symbol, r.member_role,
    r.previous, r.change, r.direction, r.movement, r.compared_outturn, r.compared_over, r.membership,
    r.member_previous, r.member_change, r.member_direction, r.member_movement, r.members
FROM (
    SELECT b.*, 'not good' AS reason
    FROM members_beside AS b
    WHERE b.role = 'good' AND b.member_role IN ('near', 'bad')
    UNION ALL
    SELECT b.*, 'worsening'
    FROM members_beside AS b
    WHERE b.is_in_movement AND b.member_movement = 'worse' AND b.movement IN ('better', 'no real change')
    UNION ALL
    SELECT b.*, 'reversed'
    FROM members_beside AS b
    WHERE b.members_in_movement > 1 AND b.members_compared = b.members_in_movement AND b.is_in_movement
      AND (   (b.change > 0 AND b.members_up = 0 AND b.members_down > 0)
           OR (b.change < 0 AND b.members_down = 0 AND b.members_up > 0))
) AS r
JOIN known_indicators AS i ON i.indicator = r.indicator
JOIN indicator_rules AS u ON u.indicator = r.indicator AND r.period_end BETWEEN u.valid_from AND u.valid_to
JOIN known_authorities AS n ON n.authority = r.authority
JOIN known_authorities AS w ON w.authority = r.member
LEFT JOIN known_services AS s ON s.service = i.service
WHERE ($period      IS NULL OR r.period = $period)
  AND ($authorities IS NULL OR POSITION('|' || r.authority || '|' IN $authorities) > 0
                            OR POSITION('|' || r.member    || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || r.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR i.objective = $objective)
ORDER BY i.service, UPPER(r.indicator), r.period, r.reason, w.authority_name, w.authority
