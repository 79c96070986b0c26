-- How many authorities each partnership had on the last day of each period held.
-- grain: partnership × period_end
SELECT
    m.partnership,
    d.period_end,
    COUNT(DISTINCT m.authority) AS members
FROM known_memberships AS m
JOIN (SELECT DISTINCT period_end FROM own_figures) AS d
    ON  m.valid_from <= d.period_end
    AND COALESCE(m.valid_to, DATE '9999-12-31') >= d.period_end
GROUP BY m.partnership, d.period_end
