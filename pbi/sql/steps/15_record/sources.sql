-- The reported figures each figure is made of: itself where it was reported, the parts of a longer period worked out from them,
-- and for a pooled figure those of each member that fall in its membership; what a partnership stated beside a pooled figure is
-- among them.
-- grain: indicator × authority × period × source_authority × source_period
SELECT
    f.indicator,
    f.authority,
    f.period,
    w.authority                 AS source_authority,
    COALESCE(p.part_period, w.period)   AS source_period,
    CASE
        WHEN f.is_pooled AND w.authority = f.authority      THEN 'stated beside it'
        WHEN f.is_pooled OR w.is_derived                    THEN 'part of the figure'
        ELSE 'the figure itself'
    END                         AS part_of
FROM (
    SELECT indicator, authority, period, is_pooled, authority AS source_authority, period AS source_period
    FROM figures
    UNION ALL
    SELECT f.indicator, f.authority, f.period, f.is_pooled, m.authority, m.part_period
    FROM figures AS f
    JOIN member_parts AS m ON f.is_pooled AND m.indicator = f.indicator AND m.partnership = f.authority AND m.period = f.period
) AS f
JOIN own_figures AS w
    ON w.indicator = f.indicator AND w.authority = f.source_authority AND w.period = f.source_period
LEFT JOIN parts AS p
    ON  w.is_derived
    AND p.indicator = w.indicator
    AND p.authority = w.authority
    AND p.period    = w.period
    AND p.part_period = COALESCE(w.source_period, p.part_period)
