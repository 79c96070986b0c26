-- The groups that are counted: all, each service, each authority, and each service of each authority.
-- grain: basis × authority × service × indicator
SELECT basis, 'all' AS authority, 'all' AS service, indicator, role FROM counted WHERE is_headline
UNION ALL
SELECT basis, 'all', service, indicator, role FROM counted WHERE is_headline
UNION ALL
SELECT basis, authority, 'all', indicator, role FROM counted
UNION ALL
SELECT basis, authority, service, indicator, role FROM counted
