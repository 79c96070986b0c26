-- The partnership's figure from its members': sums, or numerators over denominators; percentages are never averaged.
-- Where a member's figure is missing it is provisional and says how many there are; where there is none, or one is left out, it says why.
-- Beside a figure with other members it is pooled once more, over those that both have in common.
-- grain: indicator × authority × period × beside
SELECT
    indicator, authority, period, beside, period_kind, period_start, period_end, financial_year,
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
        WHEN with_figure = 0 AND members_reporting < members_expected   THEN 'awaited'
        WHEN with_figure = 0                            THEN 'no_cases'
        WHEN NOT can_pool AND adds_up IN ('ratio', 'weighted')          THEN 'no_denominators'
        WHEN NOT can_pool                               THEN 'does_not_add_up'
        WHEN members_reporting < members_expected       THEN 'provisional'
        WHEN provisional > 0                            THEN 'provisional'
        WHEN estimated > 0                              THEN 'estimated'
    END                                                 AS availability,
    CASE
        WHEN members_expected = 0                       THEN 'not applicable to any of them'
        WHEN with_figure > 0 AND NOT can_pool AND adds_up IN ('ratio', 'weighted')  THEN 'no denominators'
        WHEN with_figure > 0 AND NOT can_pool           THEN 'does not add up across authorities'
        WHEN members_reporting = 0 AND origin_of_all IS NOT NULL        THEN origin_of_all
        WHEN members_reporting < members_expected
            THEN CAST(members_reporting AS VARCHAR) || ' of ' || CAST(members_expected AS VARCHAR) || ' authorities'
                 || COALESCE('; ' || left_out, '')
        WHEN with_figure = 0                            THEN 'no cases'
        ELSE 'pooled'
    END                                                 AS origin,
    is_derived,
    missing_end,
    restated
FROM pooled_sums
