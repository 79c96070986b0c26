-- The status of each official figure and nothing else: what is asked again as of other days, or with a tolerance on trial.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    status,
    label,
    symbol,
    role
FROM assessed
WHERE basis = 'official'
  AND ($authorities IS NULL OR POSITION('|' || authority || '|' IN $authorities) > 0)
