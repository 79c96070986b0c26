-- The reported months, quarters and halves with their place in the financial year, and which of them serve: a quarter where it
-- says something, else its months. What says that there is no figure, and why, says something; what is merely awaited gives way.
-- grain: indicator × authority × period
SELECT
    indicator, authority, period, period_kind, period_start, period_end, financial_year,
    first,                                       -- the month it begins with: 1 is April
    months, name,
    is_said,
    value, numerator, denominator, part, whole, has_denominator, availability, restated, submission, sheet, cell,
    half_said,                                   -- 1: its half says something itself
    shorter,                                     -- how many quarters and months there are in its half
    in_quarter,                                  -- it serves its quarter
    SUM(CASE WHEN in_quarter AND is_said THEN months ELSE 0 END)
        OVER (PARTITION BY indicator, authority, financial_year, FLOOR((first - 1) / 6))    AS covered   -- of its half, in months
FROM (
    SELECT
        s.*,
        MAX(CASE WHEN period_kind = 'half' AND is_said THEN 1 ELSE 0 END) OVER in_half      AS half_said,
        COUNT(CASE WHEN period_kind <> 'half' THEN 1 END) OVER in_half                      AS shorter,      -- in its half
        CASE period_kind
            WHEN 'quarter' THEN is_said OR COUNT(CASE WHEN period_kind = 'month' THEN 1 END) OVER in_quarter = 0
            WHEN 'month'   THEN MAX(CASE WHEN period_kind = 'quarter' AND is_said THEN 1 ELSE 0 END) OVER in_quarter = 0
            ELSE FALSE END                                                                  AS in_quarter    -- serves its quarter
    FROM (
        SELECT
            m.*, p.first, p.months, p.name,
            m.part IS NOT NULL OR m.availability IN ('no_cases', 'not_applicable', 'suppressed')    AS is_said
        FROM measured AS m
        JOIN parts_of_a_year AS p
            ON  p.kind = m.period_kind
            AND p.first = MOD(CAST(EXTRACT(MONTH FROM m.period_start) AS INTEGER) + 8, 12) + 1
        WHERE m.period_kind IN ('month', 'quarter', 'half')
    ) AS s
    WINDOW
        in_quarter AS (PARTITION BY indicator, authority, financial_year, FLOOR((first - 1) / 3)),
        in_half AS (PARTITION BY indicator, authority, financial_year, FLOOR((first - 1) / 6))
) AS placed
