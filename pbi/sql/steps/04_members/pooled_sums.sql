-- What the members of each partnership have between them for a period: their sums, and how many of them reported.
-- A member without cases has reported and adds nothing. One to which the indicator does not apply all year is not expected; for
-- a part of the year it is one that is missing.
-- grain: indicator × authority × period × beside
SELECT
    f.indicator, f.partnership AS authority, f.period, f.beside, f.period_kind, f.period_start, f.period_end, f.financial_year,
    i.across_authorities                            AS adds_up,
    COUNT(f.part) > 0 AND CASE i.across_authorities
        WHEN 'sum'      THEN MIN(f.whole) = 1 AND MAX(f.whole) = 1
        WHEN 'ratio'    THEN COUNT(f.part) = COUNT(CASE WHEN f.has_denominator THEN 1 END)
        WHEN 'weighted' THEN COUNT(f.part) = COUNT(CASE WHEN f.has_denominator THEN 1 END)
        ELSE FALSE END                              AS can_pool,
    SUM(f.part)                                     AS part_sum,
    SUM(f.whole)                                    AS whole_sum,
    CASE WHEN COUNT(CASE WHEN f.part IS NOT NULL THEN f.numerator END) = COUNT(f.part)
         THEN SUM(CASE WHEN f.part IS NOT NULL THEN f.numerator END) END        AS numerator_sum,
    SUM(CASE WHEN f.part IS NOT NULL THEN f.denominator END)                    AS denominator_sum,
    COUNT(f.part)                                   AS with_figure,
    COUNT(CASE WHEN f.part IS NOT NULL OR f.availability = 'no_cases' THEN 1 END)   AS members_reporting,
    COUNT(*) - COUNT(CASE WHEN f.is_exempt THEN 1 END)                        AS members_expected,
    MIN(CASE WHEN NOT f.is_sent THEN NULL WHEN f.is_derived THEN 1 ELSE 0 END) = 1  AS is_derived,   -- each member's is
    MIN(f.missing_end)                              AS missing_end,
    MAX(CASE WHEN f.restated THEN 1 ELSE 0 END) = 1 AS restated,
    CASE WHEN COUNT(f.availability) = COUNT(CASE WHEN f.is_sent THEN 1 END) AND MIN(f.availability) = MAX(f.availability) THEN MIN(f.availability) END
                                                    AS said_by_all,
    CASE WHEN COUNT(CASE WHEN f.is_sent THEN 1 END) = COUNT(*) AND MIN(f.origin) = MAX(f.origin) AND MIN(f.origin) <> 'reported' THEN MIN(f.origin) END
                                                    AS origin_of_all,
    COUNT(CASE WHEN f.part IS NOT NULL AND f.availability = 'provisional' THEN 1 END)   AS provisional,
    COUNT(CASE WHEN f.part IS NOT NULL AND f.availability = 'estimated' THEN 1 END)     AS estimated,
    STRING_AGG(f.left_out, '; ' ORDER BY f.left_out)    AS left_out
FROM figures_to_pool AS f
JOIN indicator_rules AS i ON i.indicator = f.indicator AND f.period_end BETWEEN i.valid_from AND i.valid_to
GROUP BY f.indicator, f.partnership, f.period, f.beside, f.period_kind, f.period_start, f.period_end, f.financial_year, i.across_authorities
HAVING COUNT(CASE WHEN f.is_sent THEN 1 END) > 0
