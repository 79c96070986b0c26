-- The reported figures each figure is made of: itself where it was reported, the periods of a year worked out from them,
-- and for a pooled figure those of each member; what a partnership stated beside a pooled figure is among them.
-- grain: indicator × authority × period × source_authority × source_period
SELECT
    f.indicator,
    f.authority,
    f.period,
    r.authority                 AS source_authority,
    r.period                    AS source_period,
    CASE
        WHEN f.is_pooled AND r.authority = f.authority  THEN 'stated beside it'
        WHEN f.is_pooled OR r.period <> f.period        THEN 'part of the figure'
        ELSE 'the figure itself'
    END                         AS part_of
FROM figures AS f
JOIN own_figures AS w ON w.indicator = f.indicator AND w.period = f.period
JOIN reported AS r
    ON  r.indicator      = w.indicator
    AND r.authority      = w.authority
    AND r.financial_year = w.financial_year
    AND r.period_kind    = w.source_kind
    AND r.period         = COALESCE(w.source_period, r.period)
LEFT JOIN members_at AS m
    ON  m.partnership = f.authority
    AND m.authority   = w.authority
    AND m.period_end  = f.period_end
WHERE w.authority = f.authority OR (f.is_pooled AND m.authority IS NOT NULL)
