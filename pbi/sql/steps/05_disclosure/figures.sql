-- The figures as they may be shown: one that is suppressed has no number, and one that is not held says what may be said
-- of it on the day of judging: not due before its period's end, then awaited; late only where a return is, of which nothing came
-- and whose own period ended before $overdue_before.
-- grain: indicator × authority × period
SELECT
    w.indicator, w.authority, w.period, w.period_kind, w.period_start, w.period_end, w.financial_year, w.is_pooled,
    CASE WHEN s.indicator IS NULL THEN w.part END           AS part,
    CASE WHEN s.indicator IS NULL THEN w.whole END          AS whole,
    CASE WHEN s.indicator IS NULL THEN w.numerator END      AS numerator,
    CASE WHEN s.indicator IS NULL THEN w.denominator END    AS denominator,
    w.has_denominator,
    CASE
        WHEN s.indicator IS NOT NULL                        THEN 'suppressed'
        WHEN w.part IS NOT NULL                             THEN w.availability
        WHEN w.availability <> 'awaited'                    THEN w.availability
        WHEN w.period_end > CAST($at AS DATE)               THEN 'not_due'
        WHEN w.missing_end < $overdue_before                THEN 'late'      -- nothing came for a part that is overdue
        ELSE 'awaited'
    END                         AS availability,
    CASE WHEN s.indicator IS NULL THEN w.stated_status END  AS stated_status,
    CASE WHEN s.indicator IS NULL THEN w.stated_part END    AS stated_part,
    CASE WHEN s.indicator IS NULL THEN w.stated_whole END   AS stated_whole,
    w.origin, w.is_derived, w.restated, w.members_reporting, w.members_expected, w.submission, w.sheet, w.cell
FROM worked_out AS w
LEFT JOIN not_shown AS s
    ON  s.indicator = w.indicator
    AND s.authority = w.authority
    AND s.period    = w.period
