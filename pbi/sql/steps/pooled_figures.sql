-- The partnership's figure from its members': sums, or numerators over denominators; percentages are never averaged.
-- Where a member's figure is missing it is provisional and says how many there are.
-- grain: indicator × authority × period
SELECT
    indicator, authority, period, period_kind, period_start, period_end, financial_year,
    CAST(CASE WHEN can_pool THEN part_sum END AS DECIMAL(24, 6))                                        AS part,
    CAST(CASE WHEN can_pool AND adds_up = 'sum' THEN 1 WHEN can_pool THEN whole_sum END AS DECIMAL(24, 6))   AS whole,
    CAST(CASE WHEN can_pool AND adds_up <> 'sum' THEN numerator_sum END AS DECIMAL(24, 6))              AS numerator,
    CAST(CASE WHEN can_pool AND adds_up <> 'sum' THEN denominator_sum END AS DECIMAL(24, 6))            AS denominator,
    can_pool AND adds_up <> 'sum'                       AS has_denominator,
    members_reporting,
    members_expected,
    CASE
        WHEN members_expected = 0                       THEN 'not_applicable'
        WHEN members_reporting = 0                      THEN COALESCE(said_by_all, 'awaited')
        WHEN NOT can_pool                               THEN NULL
        WHEN members_reporting < members_expected       THEN 'provisional'
        WHEN provisional > 0                            THEN 'provisional'
        WHEN estimated > 0                              THEN 'estimated'
    END                                                 AS availability,
    CASE
        WHEN members_expected = 0                       THEN 'not applicable to any of them'
        WHEN members_reporting < members_expected
            THEN CAST(members_reporting AS VARCHAR) || ' of ' || CAST(members_expected AS VARCHAR) || ' authorities'
        WHEN can_pool                                   THEN 'pooled'
        WHEN adds_up IN ('ratio', 'weighted')           THEN 'no denominators'
        ELSE 'does not add up across authorities'
    END                                                 AS origin,
    restated
FROM (
    SELECT
        f.indicator, m.partnership AS authority, f.period, f.period_kind, f.period_start, f.period_end, f.financial_year,
        i.across_authorities                            AS adds_up,
        COUNT(f.part) > 0 AND CASE i.across_authorities
            WHEN 'sum'      THEN MIN(f.whole) = 1 AND MAX(f.whole) = 1
            WHEN 'ratio'    THEN COUNT(f.part) = COUNT(CASE WHEN f.has_denominator THEN 1 END)
            WHEN 'weighted' THEN COUNT(f.part) = COUNT(CASE WHEN f.has_denominator THEN 1 END)
            ELSE FALSE END                              AS can_pool,
        SUM(f.part)                                     AS part_sum,
        SUM(f.whole)                                    AS whole_sum,
        CASE WHEN COUNT(f.numerator) = COUNT(f.part) THEN SUM(f.numerator) END          AS numerator_sum,
        SUM(f.denominator)                              AS denominator_sum,
        COUNT(f.part)                                   AS members_reporting,
        MAX(m.members) - COUNT(CASE WHEN f.availability = 'not_applicable' THEN 1 END)  AS members_expected,
        MAX(CASE WHEN f.restated THEN 1 ELSE 0 END) = 1 AS restated,
        CASE WHEN COUNT(f.availability) = COUNT(*) AND MIN(f.availability) = MAX(f.availability) THEN MIN(f.availability) END
                                                        AS said_by_all,
        COUNT(CASE WHEN f.availability = 'provisional' THEN 1 END)  AS provisional,
        COUNT(CASE WHEN f.availability = 'estimated' THEN 1 END)    AS estimated
    FROM own_figures AS f
    JOIN indicator_rules AS i ON i.indicator = f.indicator AND f.period_end BETWEEN i.valid_from AND i.valid_to
    JOIN members_at AS m ON m.authority = f.authority AND m.period_end = f.period_end
    GROUP BY f.indicator, m.partnership, f.period, f.period_kind, f.period_start, f.period_end, f.financial_year, i.across_authorities
) AS members
