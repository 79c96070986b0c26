-- The partnerships' financial years in which a member belonged for only some of the days that a figure speaks of: what the members
-- count then does not add up to what the partnership does, nor the partnership's parts to any member's.
-- grain: indicator × partnership × financial_year
SELECT DISTINCT indicator, partnership, financial_year
FROM member_spells
WHERE NOT is_whole
