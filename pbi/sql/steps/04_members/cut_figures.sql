-- What falls in the membership of a member that joined or left within a period: the parts of it added up, of a year to date the one
-- less the other. Of a rate of a population the events, and of the population at the end as much as of the period: who belonged for half a
-- year is half a year of people. Parts without cases add nothing.
-- grain: indicator × partnership × authority × period
SELECT
    indicator, partnership, authority, period,
    CASE WHEN NOT is_empty THEN part END                                    AS part,
    CASE WHEN NOT is_empty THEN CASE WHEN has_denominator THEN whole ELSE 1 END END     AS whole,
    CASE WHEN NOT is_empty THEN numerator END                               AS numerator,
    CASE WHEN NOT is_empty AND has_denominator THEN CASE WHEN adds_up = 'population' THEN whole ELSE denominator END END   AS denominator,
    has_denominator AND NOT is_empty                                        AS has_denominator,
    CASE WHEN is_empty THEN 'no_cases' WHEN provisional > 0 THEN 'provisional' WHEN estimated > 0 THEN 'estimated' END     AS availability,
    restated
FROM (
    SELECT
        added.*,
        part IS NULL OR COALESCE(has_denominator AND whole = 0, FALSE)      AS is_empty
    FROM (
        SELECT
            p.indicator, p.partnership, p.authority, p.period, s.adds_up,
            SUM(p.sign * o.part)                                            AS part,
            CAST(CASE WHEN s.adds_up = 'population'
                 THEN quotient(MAX(CASE WHEN p.place = 1 THEN o.whole END) * s.months, s.of_months)
                 ELSE SUM(p.sign * o.whole) END AS DECIMAL(24, 6))          AS whole,
            CASE WHEN COUNT(o.numerator) = COUNT(o.part) THEN SUM(p.sign * o.numerator) END      AS numerator,
            CASE WHEN COUNT(o.denominator) = COUNT(o.part) THEN SUM(p.sign * o.denominator) END  AS denominator,
            COUNT(CASE WHEN o.has_denominator THEN 1 END) = COUNT(o.part) AND COUNT(o.part) > 0  AS has_denominator,
            COUNT(CASE WHEN o.availability = 'provisional' THEN 1 END)      AS provisional,
            COUNT(CASE WHEN o.availability = 'estimated' THEN 1 END)        AS estimated,
            MAX(CASE WHEN o.restated THEN 1 ELSE 0 END) = 1                 AS restated
        FROM (
            SELECT
                c.*,
                ROW_NUMBER() OVER (PARTITION BY c.indicator, c.partnership, c.authority, c.period ORDER BY c.part_end DESC) AS place
            FROM cut_parts AS c
        ) AS p
        JOIN (
            SELECT
                indicator, partnership, authority, period, adds_up, SUM(months) AS months,
                12 * (EXTRACT(YEAR FROM period_end) - EXTRACT(YEAR FROM span_start))
                    + EXTRACT(MONTH FROM period_end) - EXTRACT(MONTH FROM span_start) + 1   AS of_months
            FROM member_spells
            WHERE NOT is_whole
            GROUP BY indicator, partnership, authority, period, adds_up, period_end, span_start
        ) AS s
            ON s.indicator = p.indicator AND s.partnership = p.partnership AND s.authority = p.authority AND s.period = p.period
        JOIN own_figures AS o ON o.indicator = p.indicator AND o.authority = p.authority AND o.period = p.part_period
        GROUP BY p.indicator, p.partnership, p.authority, p.period, s.adds_up, s.months, s.of_months
    ) AS added
) AS cut
