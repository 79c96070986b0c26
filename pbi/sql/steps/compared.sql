-- Each official figure beside the same period of the year before, where the two are alike, with the interval of the change:
-- Newcombe's method 10 (the square root of the squares added) from the two figures' own intervals; rates the same way.
-- A year to date is compared with the year to date of a year before: two sets of cases, none of them in both.
-- grain: indicator × authority × period
SELECT
    d.indicator, d.authority, d.period, d.polarity,
    CASE WHEN d.is_alike THEN d.earlier END             AS previous,         -- NULL where the two may not be compared
    CASE WHEN d.is_alike THEN d.earlier_period END      AS previous_period,
    CASE WHEN d.is_alike THEN d.outturn - d.earlier END AS change,           -- in the indicator's own unit; points for a percent
    CASE WHEN d.is_alike AND d.tested_as = d.earlier_tested_as
         THEN d.estimate - d.e - SQRT(POWER(d.estimate - d.lower_998, 2) + POWER(d.e_upper_998 - d.e, 2)) END AS lower_998,
    CASE WHEN d.is_alike AND d.tested_as = d.earlier_tested_as
         THEN d.estimate - d.e + SQRT(POWER(d.upper_998 - d.estimate, 2) + POWER(d.e - d.e_lower_998, 2)) END AS upper_998,
    CASE WHEN d.is_alike AND d.tested_as = d.earlier_tested_as
         THEN d.estimate - d.e - SQRT(POWER(d.estimate - d.lower_95, 2) + POWER(d.e_upper_95 - d.e, 2)) END   AS lower_95,
    CASE WHEN d.is_alike AND d.tested_as = d.earlier_tested_as
         THEN d.estimate - d.e + SQRT(POWER(d.upper_95 - d.estimate, 2) + POWER(d.e - d.e_lower_95, 2)) END   AS upper_95,
    CASE
        WHEN d.outturn IS NULL OR d.earlier IS NULL     THEN NULL
        WHEN d.earlier_segment <> d.segment             THEN 'new definition'
        WHEN NOT d.is_alike                             THEN 'members missing'
        WHEN d.tested_as = d.earlier_tested_as          THEN NULL
        WHEN NOT d.has_denominator                      THEN 'no denominators'
        WHEN NOT d.earlier_has_denominator              THEN 'no denominators a year before'
        WHEN d.points < 7                               THEN 'too few points'
        ELSE 'not a count of cases'
    END                                                 AS untested          -- why there is no interval, where there are two figures
FROM (
    SELECT
        a.indicator, a.authority, a.period, a.polarity, a.segment, a.outturn, a.tested_as, a.has_denominator, a.points,
        a.estimate, a.lower_95, a.upper_95, a.lower_998, a.upper_998,
        b.period AS earlier_period, b.outturn AS earlier, b.segment AS earlier_segment, b.tested_as AS earlier_tested_as,
        b.has_denominator AS earlier_has_denominator, b.estimate AS e,
        b.lower_95 AS e_lower_95, b.upper_95 AS e_upper_95, b.lower_998 AS e_lower_998, b.upper_998 AS e_upper_998,
        b.segment = a.segment AND NOT a.is_partial AND NOT b.is_partial AS is_alike
    FROM (
        SELECT
            s.indicator, s.authority, s.period, s.period_kind, s.period_end, s.financial_year, s.polarity, s.segment, s.outturn,
            s.tested_as, s.has_denominator, s.is_partial, s.estimate, s.lower_95, s.upper_95, s.lower_998, s.upper_998,
            COUNT(s.outturn) OVER (PARTITION BY s.indicator, s.authority, s.period_kind, s.segment) AS points
        FROM bounded AS s
    ) AS a
    LEFT JOIN bounded AS b
        ON  b.indicator      = a.indicator
        AND b.authority      = a.authority
        AND b.period_kind    = a.period_kind
        AND b.financial_year = a.financial_year - 1
        AND EXTRACT(MONTH FROM b.period_end) = EXTRACT(MONTH FROM a.period_end)
) AS d
