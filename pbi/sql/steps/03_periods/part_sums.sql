-- What the parts of a longer period hold together: how many months of it, their sums and the last of them.
-- A sum is NULL where a part that has a figure lacks what is summed; a part without cases adds nothing to it.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    period_kind,
    period_start,
    period_end,
    financial_year,
    period_first,
    period_months,
    CASE WHEN MAX(part_kind) = 'quarter' THEN 'quarter' WHEN MAX(part_kind) = 'month' THEN 'month' ELSE 'half' END
                                AS rhythm,           -- what the missing ones are named by
    MIN(part_kind) <> MAX(part_kind)                                            AS is_mixed,
    CAST(SUM(CASE WHEN part IS NOT NULL THEN months ELSE 0 END) AS INTEGER)     AS held,             -- these four in months
    CAST(SUM(CASE WHEN part IS NULL AND availability = 'no_cases' THEN months ELSE 0 END) AS INTEGER)        AS without_cases,
    CAST(SUM(CASE WHEN part IS NULL AND availability = 'not_applicable' THEN months ELSE 0 END) AS INTEGER)  AS not_applicable,
    CAST(SUM(CASE WHEN part IS NULL AND availability = 'suppressed' THEN months ELSE 0 END) AS INTEGER)      AS suppressed,
    COUNT(CASE WHEN part IS NULL AND availability IN ('not_due', 'annual_only') THEN 1 END) = COUNT(*)
                                AS is_put_off,       -- all that came says that it is for later
    CASE WHEN COUNT(CASE WHEN part IS NOT NULL THEN value END) = COUNT(part) THEN SUM(CASE WHEN part IS NOT NULL THEN value END) END
                                AS value_sum,
    CASE WHEN COUNT(CASE WHEN has_denominator THEN 1 END) = COUNT(part) THEN SUM(part) END
                                AS part_sum,         -- with whole_sum: the figures pooled
    CASE WHEN COUNT(CASE WHEN has_denominator THEN 1 END) = COUNT(part) THEN SUM(whole) END
                                AS whole_sum,
    CASE WHEN COUNT(CASE WHEN part IS NOT NULL THEN numerator END) = COUNT(part) THEN SUM(CASE WHEN part IS NOT NULL THEN numerator END) END
                                AS numerator_sum,
    CASE WHEN COUNT(CASE WHEN part IS NOT NULL THEN denominator END) = COUNT(part)
         THEN SUM(CASE WHEN part IS NOT NULL THEN denominator END) END
                                AS denominator_sum,
    MAX(CASE WHEN place = 1 AND has_denominator THEN whole END)
                                AS last_whole,       -- of the last that has a figure: a population as it is by then
    MAX(CASE WHEN is_last THEN part_period END)
                                AS last_period,      -- the one that ends with it, where there is a row for it
    MAX(CASE WHEN is_last AND is_said THEN COALESCE(availability, 'held') END)
                                AS last_says,        -- NULL: nothing yet
    MAX(CASE WHEN restated THEN 1 ELSE 0 END) = 1
                                AS restated,
    COUNT(CASE WHEN availability = 'provisional' THEN 1 END)
                                AS provisional,
    COUNT(CASE WHEN availability = 'estimated' THEN 1 END)
                                AS estimated
FROM (
    SELECT
        parts.*,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, authority, period ORDER BY CASE WHEN part IS NULL THEN 1 ELSE 0 END, first DESC
        )                       AS place
    FROM parts
) AS p
GROUP BY indicator, authority, period, period_kind, period_start, period_end, financial_year, period_first, period_months
