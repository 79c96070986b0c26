-- The reported periods that a longer one is made of: a quarter of its months; a half and a year of quarters, of months where a
-- quarter says nothing itself, and a year of halves where neither covers them. Halves are made where one is asked for.
-- grain: indicator × authority × period × part_period
SELECT
    u.indicator,
    u.authority,
    CAST(u.financial_year AS VARCHAR) || '/' || SUBSTRING(CAST(u.financial_year + 1 AS VARCHAR), 3, 2)
        || CASE WHEN l.kind = 'year' THEN '' ELSE ' ' || l.name END             AS period,
    l.kind                      AS period_kind,
    CAST(CAST(CAST(u.financial_year AS VARCHAR) || '-04-01' AS DATE) + (l.first - 1) * INTERVAL '1' MONTH AS DATE)
                                AS period_start,
    CAST(CAST(CAST(u.financial_year AS VARCHAR) || '-04-01' AS DATE) + (l.first + l.months - 1) * INTERVAL '1' MONTH
         - INTERVAL '1' DAY AS DATE)                                            AS period_end,
    u.financial_year,
    l.first                     AS period_first,     -- the month it begins with: 1 is April
    l.months                    AS period_months,
    u.period                    AS part_period,
    u.period_kind               AS part_kind,
    u.name                      AS part_name,
    u.first,
    u.months,
    u.first + u.months = l.first + l.months                                     AS is_last,
    u.is_said,
    u.value, u.numerator, u.denominator, u.part, u.whole, u.has_denominator, u.availability,
    u.restated, u.submission, u.sheet, u.cell
FROM shorter_periods AS u
JOIN parts_of_a_year AS l
    ON  l.months > u.months
    AND u.first >= l.first
    AND u.first < l.first + l.months
    AND CASE WHEN l.kind = 'quarter'                    THEN TRUE
             WHEN l.kind = 'half'                       THEN u.in_quarter AND COALESCE($with_halves, FALSE)
             WHEN u.half_said = 1 AND u.covered < 6     THEN u.period_kind = 'half'
             WHEN u.period_kind = 'half'                THEN u.shorter = 0
             ELSE u.in_quarter END
