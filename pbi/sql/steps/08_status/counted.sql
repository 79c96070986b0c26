-- Which figures count, official and without circumstances: of those asked for, each indicator once, as the partnership
-- reports it (is_headline), and each authority's own. Without a partnership every authority's figure is a headline.
-- grain: basis × indicator × authority
SELECT b.basis, a.authority, a.service, a.indicator, a.role, a.status, a.is_headline
FROM asked AS a
JOIN (SELECT DISTINCT basis FROM asked) AS b     -- without circumstances only where there is one
    ON  a.basis = b.basis
    OR  (b.basis = 'without circumstances' AND NOT a.has_counterfactual)
