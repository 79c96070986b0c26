-- The figures of the period, authorities, services, indicators and objective asked for, as the counts take them; what is
-- not due yet is not among them.
-- grain: basis × indicator × authority
SELECT
    a.basis,
    a.indicator,
    a.authority,
    COALESCE(i.service, 'none') AS service,
    a.role,
    a.status,
    COUNT(*) OVER (PARTITION BY a.indicator, a.authority) > 1                       AS has_counterfactual,
    n.authority_kind = 'partnership' OR MAX(CASE WHEN n.authority_kind = 'partnership' THEN 1 ELSE 0 END)
        OVER (PARTITION BY a.indicator) = 0                                         AS is_headline
FROM assessed AS a
JOIN known_indicators AS i ON i.indicator = a.indicator
JOIN known_authorities AS n ON n.authority = a.authority
WHERE a.period = $period
  AND a.basis IN ('official', 'without circumstances')
  AND COALESCE(a.availability, '') NOT IN ('not_due', 'annual_only')        -- what is not due counts nowhere
  AND COALESCE(i.valid_to >= a.period_end, TRUE)     -- an indicator retired by then is not counted
  AND (COALESCE(i.lifecycle, '') <> 'retired' OR i.valid_to IS NOT NULL)    -- retired on no known day: not counted at all
  AND ($authorities IS NULL OR POSITION('|' || a.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || a.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR i.objective = $objective)
