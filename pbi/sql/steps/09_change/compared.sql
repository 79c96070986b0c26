-- Each official figure beside the same period of the year before, where the two are alike, with the interval of the change:
-- Newcombe's method 10 (the square root of the squares added) from the two figures' own intervals; rates the same way.
-- Two years to date are two sets of cases. Two figures of a partnership with other members are compared over those in common.
-- grain: indicator × authority × period
SELECT
    d.indicator, d.authority, d.period, d.polarity,
    CASE WHEN d.is_alike THEN d.earlier END             AS previous,         -- NULL where the two may not be compared
    CASE WHEN d.is_alike THEN d.earlier_period END      AS previous_period,
    CASE WHEN d.is_alike THEN d.outturn - d.earlier END AS change,           -- in the indicator's own unit; points for a percent
    CASE WHEN d.is_alike AND d.compared_over IS NOT NULL THEN d.outturn END     AS compared_outturn, -- of the members in common; NULL: the figure itself
    CASE WHEN d.is_alike THEN d.compared_over END       AS compared_over,    -- the members in common; NULL: all
    CASE WHEN d.shown IS NOT NULL AND d.any_earlier IS NOT NULL THEN d.membership END AS membership,   -- who joined or left; NULL: nobody
    CASE WHEN d.is_alike AND d.tested_as = d.earlier_tested_as
         THEN d.estimate - d.e - SQRT(POWER(d.estimate - d.lower_998, 2) + POWER(d.e_upper_998 - d.e, 2)) END AS lower_998,
    CASE WHEN d.is_alike AND d.tested_as = d.earlier_tested_as
         THEN d.estimate - d.e + SQRT(POWER(d.upper_998 - d.estimate, 2) + POWER(d.e - d.e_lower_998, 2)) END AS upper_998,
    CASE WHEN d.is_alike AND d.tested_as = d.earlier_tested_as
         THEN d.estimate - d.e - SQRT(POWER(d.estimate - d.lower_95, 2) + POWER(d.e_upper_95 - d.e, 2)) END   AS lower_95,
    CASE WHEN d.is_alike AND d.tested_as = d.earlier_tested_as
         THEN d.estimate - d.e + SQRT(POWER(d.upper_95 - d.estimate, 2) + POWER(d.e - d.e_lower_95, 2)) END   AS upper_95,
    CASE
        WHEN d.shown IS NULL OR d.any_earlier IS NULL   THEN NULL
        WHEN d.earlier_segment <> d.segment             THEN 'new definition'
        WHEN d.outturn IS NULL OR d.earlier IS NULL     THEN 'other members'
        WHEN NOT d.is_alike                             THEN 'members missing'
        WHEN d.tested_as = d.earlier_tested_as          THEN NULL
        WHEN NOT d.has_denominator                      THEN 'no denominators'
        WHEN NOT d.earlier_has_denominator              THEN 'no denominators a year before'
        WHEN d.points < 7                               THEN 'too few points'
        ELSE 'not a count of cases'
    END                                                 AS untested          -- why there is no interval, where there are two figures
FROM (
    SELECT
        a.indicator, a.authority, a.period, a.polarity, a.segment, a.points, a.outturn AS shown, b.outturn AS any_earlier,
        m.compared_over, m.membership, n.outturn, n.tested_as, n.has_denominator, n.estimate, n.lower_95, n.upper_95, n.lower_998, n.upper_998,
        e.period AS earlier_period, e.outturn AS earlier, b.segment AS earlier_segment, e.tested_as AS earlier_tested_as,
        e.has_denominator AS earlier_has_denominator, e.estimate AS e,
        e.lower_95 AS e_lower_95, e.upper_95 AS e_upper_95, e.lower_998 AS e_lower_998, e.upper_998 AS e_upper_998,
        COALESCE(b.segment = a.segment AND NOT n.is_partial AND NOT e.is_partial
                 AND (m.period IS NULL OR a.outturn + b.outturn IS NOT NULL), FALSE)    AS is_alike     -- or over members in common
    FROM (
        SELECT
            s.indicator, s.authority, s.period, s.period_kind, s.period_end, s.financial_year, s.polarity, s.segment, s.outturn,
            COUNT(s.outturn) OVER (PARTITION BY s.indicator, s.authority, s.period_kind, s.segment) AS points
        FROM bounded AS s
        WHERE s.beside IS NULL
    ) AS a
    LEFT JOIN bounded AS b
        ON  b.indicator = a.indicator AND b.authority = a.authority AND b.period_kind = a.period_kind
        AND b.beside IS NULL AND b.financial_year = a.financial_year - 1
        AND EXTRACT(MONTH FROM b.period_end) = EXTRACT(MONTH FROM a.period_end)
    LEFT JOIN common_bases AS m
        ON m.indicator = a.indicator AND m.authority = a.authority AND m.period = a.period AND m.earlier_period = b.period
    LEFT JOIN bounded AS n                       -- now: the figure itself, or over the members in common
        ON  n.indicator = a.indicator AND n.authority = a.authority AND n.period = a.period
        AND n.beside IS NOT DISTINCT FROM CASE WHEN m.period IS NOT NULL THEN b.period END
    LEFT JOIN bounded AS e                       -- and then
        ON  e.indicator = b.indicator AND e.authority = b.authority AND e.period = b.period
        AND e.beside IS NOT DISTINCT FROM CASE WHEN m.period IS NOT NULL THEN a.period END
) AS d
