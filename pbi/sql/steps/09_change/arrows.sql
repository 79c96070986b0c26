-- Plain arrows, for councils that report that way: any difference moves them, and nothing is tested.
-- Short trend: against the period before. Long trend: against the mean of up to so many periods before ($long_periods), at
-- least two; pooled where all of them have denominators, else the mean of the figures, which is used for nothing but this.
-- Of a partnership the short trend is over the members that both periods have in common, the long one over periods of the same.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    earlier_period,                              -- the period before, of the same kind
    earlier,
    compared - earlier          AS earlier_change,
    earlier_over,                                -- the members in common; NULL: all
    earlier_membership,                          -- who joined or left in between
    CASE
        WHEN compared = earlier                                         THEN 'no_change'
        WHEN polarity IN ('higher', 'lower') AND earlier IS NOT NULL
            THEN CASE WHEN (compared > earlier) = (polarity = 'higher') THEN 'improving' ELSE 'worsening' END
        WHEN compared > earlier                                         THEN 'increasing'
        WHEN compared < earlier                                         THEN 'decreasing'
    END                         AS short_trend,
    long_mean,
    CASE WHEN long_mean IS NOT NULL THEN periods END AS long_periods,
    CASE
        WHEN outturn = long_mean                                        THEN 'no_change'
        WHEN polarity IN ('higher', 'lower') AND long_mean IS NOT NULL
            THEN CASE WHEN (outturn > long_mean) = (polarity = 'higher') THEN 'improving' ELSE 'worsening' END
        WHEN outturn > long_mean                                        THEN 'increasing'
        WHEN outturn < long_mean                                        THEN 'decreasing'
    END                         AS long_trend
FROM (
    SELECT
        a.indicator, a.authority, a.period, a.polarity, a.outturn,
        c.earlier_period, c.earlier, COALESCE(c.compared, a.outturn) AS compared, c.earlier_over, c.earlier_membership,
        COUNT(b.outturn)                                                AS periods,
        CAST(ROUND(CASE
            WHEN COUNT(b.outturn) < 2 THEN NULL
            WHEN COUNT(CASE WHEN b.numerator IS NOT NULL AND b.denominator > 0 THEN 1 END) = COUNT(b.outturn)
                THEN CAST(MAX(b.per) * SUM(b.numerator) AS DOUBLE) / SUM(b.denominator)
            ELSE CAST(SUM(b.outturn) AS DOUBLE) / COUNT(b.outturn)
        END, 6) AS DECIMAL(18, 6))                                      AS long_mean
    FROM in_order AS a
    LEFT JOIN in_order AS b
        ON  b.indicator = a.indicator AND b.authority = a.authority
        AND b.period_kind = a.period_kind AND b.segment = a.segment AND b.era = a.era AND b.beside IS NULL
        AND b.ends BETWEEN a.ends - $long_periods * a.length AND a.ends - a.length
    LEFT JOIN periods_before AS c ON c.indicator = a.indicator AND c.authority = a.authority AND c.period = a.period
    WHERE a.beside IS NULL
    GROUP BY a.indicator, a.authority, a.period, a.polarity, a.outturn,
        c.earlier_period, c.earlier, c.compared, c.earlier_over, c.earlier_membership
) AS beside
