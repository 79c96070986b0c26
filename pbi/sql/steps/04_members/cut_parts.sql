-- What is taken of a member that belonged for only some of the days a figure speaks of: its quarters within its membership, else
-- its months, else its halves, where they are all of those days; of a year to date what it was at the end of the membership, less
-- what it was before it began. What cannot be cut so has no rows.
-- grain: indicator × partnership × authority × period × part_period
SELECT
    indicator, partnership, authority, period, part_period, part_end,
    sign                                         -- 1: added; -1: taken away
FROM (
    SELECT
        covered.*,
        MIN(preference) OVER (PARTITION BY indicator, partnership, authority, period) AS preferred
    FROM (
        SELECT
            s.indicator, s.partnership, s.authority, s.period, n.needed, f.period AS part_period, f.period_end AS part_end,
            CASE WHEN s.to_date AND f.period_end < s.from_day THEN -1 ELSE 1 END                AS sign,
            CASE f.period_kind WHEN 'quarter' THEN 1 WHEN 'month' THEN 2 ELSE 3 END             AS preference,
            SUM(CASE WHEN s.to_date OR f.period_kind = 'month' THEN 1 WHEN f.period_kind = 'quarter' THEN 3 ELSE 6 END)
                OVER (PARTITION BY s.indicator, s.partnership, s.authority, s.period, f.period_kind)    AS covers
        FROM member_spells AS s
        JOIN (
            SELECT
                indicator, partnership, authority, period,
                CASE WHEN COUNT(needed) = COUNT(*) THEN SUM(needed) END AS needed
            FROM member_spells
            WHERE NOT is_whole
            GROUP BY indicator, partnership, authority, period
        ) AS n
            ON n.indicator = s.indicator AND n.partnership = s.partnership AND n.authority = s.authority AND n.period = s.period
        JOIN own_figures AS f
            ON  f.indicator = s.indicator AND f.authority = s.authority AND f.period_kind IN ('month', 'quarter', 'half')
            AND CASE WHEN s.to_date THEN f.financial_year = s.financial_year
                                     AND (f.period_end = s.to_day OR f.period_end = s.from_day - INTERVAL '1' DAY)
                     ELSE f.period_start >= s.from_day AND f.period_end <= s.to_day END
        WHERE NOT s.is_whole
          AND CASE WHEN f.part IS NULL        THEN f.availability = 'no_cases'      -- adds nothing
                   WHEN s.adds_up = 'sum'     THEN f.whole = 1
                   ELSE s.adds_up IN ('ratio', 'weighted', 'population') AND f.has_denominator END
    ) AS covered
    WHERE covers = needed
) AS complete
WHERE preference = preferred
