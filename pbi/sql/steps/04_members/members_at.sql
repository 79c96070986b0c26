-- The authorities of each partnership on the last day of each period held, and how many they are.
-- grain: partnership × authority × period_end
SELECT
    m.partnership,
    m.authority,
    d.period_end,
    COUNT(*) OVER (PARTITION BY m.partnership, d.period_end)    AS members
FROM known_memberships AS m
JOIN (SELECT DISTINCT period_end FROM own_figures) AS d
    ON  m.valid_from <= d.period_end
    AND COALESCE(m.valid_to, DATE '9999-12-31') >= d.period_end
GROUP BY m.partnership, m.authority, d.period_end
