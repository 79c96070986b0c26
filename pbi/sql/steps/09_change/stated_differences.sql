-- Where the status a return states is not the one its figure comes to: both, side by side. Neither overwrites the other.
-- Of the period asked for, or of all; none under the scheme 'none'. What is unknown or data only is no judgement to differ from.
-- grain: indicator × authority × period
SELECT
    s.authority,
    s.authority_name,
    s.authority_kind,
    s.service,
    s.indicator,
    s.indicator_name,
    s.unit,
    s.per,
    s.decimals,
    s.period,
    s.period_end,
    s.outturn,
    s.target,
    s.target_lower,
    s.target_upper,
    s.target_kind,
    s.good_bound,
    s.near_bound,
    s.stated_status,
    w.role                      AS stated_role,
    s.status,
    s.label,
    s.symbol,
    s.role,
    CASE s.role WHEN 'good' THEN 1 WHEN 'near' THEN 2 WHEN 'bad' THEN 3 END
        - CASE w.role WHEN 'good' THEN 1 WHEN 'near' THEN 2 WHEN 'bad' THEN 3 END
                                AS steps,        -- above 0: the return is kinder than the rule; below: harsher
    s.availability,
    s.restated,
    s.submission,
    s.sheet,
    s.cell
FROM scored AS s
JOIN status_words AS w ON w.word = LOWER(TRIM(REPLACE(s.stated_status, '_', ' ')))
CROSS JOIN (SELECT COUNT(CASE WHEN role = 'near' THEN 1 END) > 0 AS has_near FROM scheme_statuses) AS h
WHERE ($period IS NULL OR s.period = $period)
  AND s.role IN ('good', 'near', 'bad')
  AND w.role IN ('good', 'near', 'bad')
  AND s.role <> CASE WHEN h.has_near OR w.role <> 'near' THEN w.role ELSE 'bad' END
ORDER BY s.period_end DESC, s.service, UPPER(s.indicator), s.authority_name, s.authority
