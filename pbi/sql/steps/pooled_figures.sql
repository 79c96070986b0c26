-- The partnership's figure from its members': sums, or numerators over denominators; percentages are never averaged.
-- Where a member's figure is missing it is provisional and says how many there are.
-- grain: indicator × partnership × period
SELECT
    f.indicator,
    m.partnership               AS authority,
    f.period,
    f.period_kind,
    f.period_start,
    f.period_end,
    f.financial_year,
    CAST(CASE i.across_authorities
        WHEN 'sum' THEN CASE WHEN MIN(f.whole) = 1 AND MAX(f.whole) = 1 THEN SUM(f.part) END
        WHEN 'ratio' THEN CASE WHEN COUNT(f.part) = SUM(CASE WHEN f.has_denominator THEN 1 ELSE 0 END) THEN SUM(f.part) END
        WHEN 'weighted' THEN CASE WHEN COUNT(f.part) = SUM(CASE WHEN f.has_denominator THEN 1 ELSE 0 END) THEN SUM(f.part) END
    END AS DECIMAL(24, 6))      AS part,
    CAST(CASE WHEN i.across_authorities = 'sum' THEN 1 ELSE SUM(f.whole) END AS DECIMAL(24, 6))
                                AS whole,
    CAST(CASE WHEN i.across_authorities = 'ratio' THEN SUM(f.numerator) END AS DECIMAL(24, 6))   AS numerator,
    CAST(CASE WHEN i.across_authorities <> 'sum' THEN SUM(f.denominator) END AS DECIMAL(24, 6))  AS denominator,
    COUNT(f.part)               AS members_reporting,
    MAX(e.members) - SUM(CASE WHEN f.availability = 'not_applicable' THEN 1 ELSE 0 END)
                                AS members_expected,
    MAX(CASE WHEN f.restated THEN 1 ELSE 0 END) = 1
                                AS restated,
    i.across_authorities
FROM own_figures AS f
JOIN known_indicators AS i ON i.indicator = f.indicator
JOIN known_memberships AS m
    ON  m.authority  = f.authority
    AND m.valid_from <= f.period_end
    AND COALESCE(m.valid_to, DATE '9999-12-31') >= f.period_end
JOIN members_at AS e
    ON  e.partnership = m.partnership
    AND e.period_end  = f.period_end
GROUP BY f.indicator, m.partnership, f.period, f.period_kind, f.period_start, f.period_end, f.financial_year, i.across_authorities
