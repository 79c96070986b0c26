-- The figures of a member that its partnership's figure is made of: its own of the period where it belonged throughout, else those
-- that were cut to its membership.
-- grain: indicator × partnership × authority × period × part_period
SELECT indicator, partnership, authority, period, period AS part_period, 1 AS sign
FROM member_spells
WHERE is_whole
UNION ALL
SELECT indicator, partnership, authority, period, part_period, sign
FROM cut_parts
