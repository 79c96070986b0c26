-- The groups that are counted: all, each service, each authority, and each service of each authority.
-- grain: basis × group_authority × group_service × indicator × authority
SELECT basis, 'all' AS group_authority, 'all' AS group_service, indicator, authority, role, status FROM counted WHERE is_headline
UNION ALL
SELECT basis, 'all', service, indicator, authority, role, status FROM counted WHERE is_headline
UNION ALL
SELECT basis, authority, 'all', indicator, authority, role, status FROM counted
UNION ALL
SELECT basis, authority, service, indicator, authority, role, status FROM counted
