-- Whose sum over the year has ever gone down: a part of it was below zero, or a year to date less than it was before. A partnership's
-- has where a member's has. What has fallen can fall again, and nothing of it is final before the year's end.
-- grain: indicator × authority
SELECT DISTINCT f.indicator, w.authority
FROM (
    SELECT indicator, authority
    FROM (
        SELECT
            o.indicator, o.authority, o.part,
            CASE WHEN i.accumulates AND o.period_kind <> 'year' THEN
                LAG(o.part) OVER (PARTITION BY o.indicator, o.authority, o.period_kind, o.financial_year ORDER BY o.period_end) END AS part_before
        FROM own_figures AS o
        JOIN indicator_rules AS i
            ON i.indicator = o.indicator AND i.across_periods = 'sum' AND o.period_end BETWEEN i.valid_from AND i.valid_to
        WHERE o.part IS NOT NULL AND o.period_kind IN ('month', 'quarter', 'half', 'year')
    ) AS parts
    WHERE part < 0 OR part < part_before
) AS f
JOIN (
    SELECT authority, authority AS member FROM known_authorities
    UNION ALL
    SELECT partnership, authority FROM membership_spells
) AS w
    ON w.member = f.authority
