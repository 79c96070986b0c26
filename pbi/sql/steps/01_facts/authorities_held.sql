-- The authorities of which anything was accepted, and the partnerships of those that reported.
-- grain: code
SELECT
    a.authority                 AS code,
    a.authority_name            AS name,
    a.authority_kind            AS kind
FROM known_authorities AS a
WHERE a.authority IN (SELECT authority FROM reported)
   OR a.authority IN (SELECT authority FROM standing_action)
   OR a.authority IN (SELECT authority FROM standing_rating)
   OR a.authority IN (SELECT authority FROM standing_achievement)
   OR a.authority IN (SELECT authority FROM standing_commentary)
   OR a.authority IN (
        SELECT m.partnership FROM known_memberships AS m JOIN reported AS r ON r.authority = m.authority)
ORDER BY CASE a.authority_kind WHEN 'partnership' THEN 0 ELSE 1 END, a.authority_name, a.authority
