-- One figure for each indicator asked for, authority and period, as worked out and before anything is suppressed: its own; for a
-- partnership the one pooled from its members.
-- A figure a partnership stated itself stands where its members' cannot be pooled, and is kept beside them where they can.
-- grain: indicator × authority × period
SELECT
    indicator, authority, period, period_kind, period_start, period_end, financial_year,
    is_pooled,                                   -- from its members; else its own
    CASE WHEN is_pooled THEN pooled_part ELSE stated_part END                       AS part,
    CASE WHEN is_pooled THEN pooled_whole ELSE stated_whole END                     AS whole,
    CASE WHEN is_pooled THEN pooled_numerator ELSE stated_numerator END             AS numerator,
    CASE WHEN is_pooled THEN pooled_denominator ELSE stated_denominator END         AS denominator,
    CASE WHEN is_pooled THEN pooled_has_denominator ELSE stated_has_denominator END AS has_denominator,
    CASE WHEN is_pooled THEN pooled_availability ELSE stated_availability END       AS availability,
    stated_status,
    stated_part,                                 -- a partnership's own figure, beside the pooled one
    stated_whole,
    CASE WHEN is_pooled THEN pooled_origin ELSE stated_origin END                   AS origin,
    CASE WHEN is_pooled THEN pooled_is_derived ELSE stated_is_derived END           AS is_derived,   -- from shorter periods
    CASE WHEN is_pooled THEN pooled_missing_end ELSE stated_missing_end END         AS missing_end,  -- NULL: something came for all of it
    CASE WHEN is_pooled THEN pooled_restated ELSE stated_restated END               AS restated,
    members_reporting,                           -- NULL: not a partnership, or no member has anything of it
    members_expected,
    CASE WHEN NOT is_pooled THEN submission END                                     AS submission,
    CASE WHEN NOT is_pooled THEN sheet END                                          AS sheet,
    CASE WHEN NOT is_pooled THEN cell END                                           AS cell
FROM (
    SELECT
        COALESCE(p.indicator, o.indicator) AS indicator, COALESCE(p.authority, o.authority) AS authority,
        COALESCE(p.period, o.period) AS period, COALESCE(p.period_kind, o.period_kind) AS period_kind,
        COALESCE(p.period_start, o.period_start) AS period_start, COALESCE(p.period_end, o.period_end) AS period_end,
        COALESCE(p.financial_year, o.financial_year) AS financial_year,
        o.indicator IS NULL OR (
            p.part IS NOT NULL AND (o.part IS NULL OR p.members_reporting = p.members_expected)) AS is_pooled,
        o.part AS stated_part, o.whole AS stated_whole, o.numerator AS stated_numerator, o.denominator AS stated_denominator,
        o.has_denominator AS stated_has_denominator, o.availability AS stated_availability, o.stated_status,
        o.origin AS stated_origin, o.is_derived AS stated_is_derived, o.missing_end AS stated_missing_end, o.restated AS stated_restated,
        o.submission, o.sheet, o.cell,
        p.part AS pooled_part, p.whole AS pooled_whole, p.numerator AS pooled_numerator, p.denominator AS pooled_denominator,
        p.has_denominator AS pooled_has_denominator, p.availability AS pooled_availability,
        p.origin AS pooled_origin, p.is_derived AS pooled_is_derived, p.missing_end AS pooled_missing_end, p.restated AS pooled_restated,
        p.members_reporting, p.members_expected
    FROM own_figures AS o
    FULL OUTER JOIN (SELECT * FROM pooled_figures WHERE beside IS NULL) AS p
        ON p.indicator = o.indicator AND p.authority = o.authority AND p.period = o.period
) AS beside
WHERE $indicators IS NULL OR POSITION('|' || indicator || '|' IN $indicators) > 0
