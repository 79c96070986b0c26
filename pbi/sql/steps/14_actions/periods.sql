-- The periods that anything accepted speaks of, newest first: those reported on, with the year each belongs to, those that are
-- rated, commented on or achieved in, and of actions the year in which each is first known. A period has a figure of its own
-- where one is stated or, for a year, can be worked out from its periods.
-- grain: period
SELECT
    period,
    period_kind,
    period_start,
    period_end,
    MAX(CASE WHEN part IS NOT NULL THEN 1 ELSE 0 END) = 1   AS has_figure
FROM (
    SELECT period, period_kind, period_start, period_end, part FROM own_figures
    UNION ALL
    SELECT period, period_kind, period_start, period_end, NULL FROM standing_rating
    UNION ALL
    SELECT period, period_kind, period_start, period_end, NULL FROM standing_achievement
    UNION ALL
    SELECT period, period_kind, period_start, period_end, NULL FROM standing_commentary
    UNION ALL
    SELECT
        CAST(first_year AS VARCHAR) || '/' || SUBSTRING(CAST(first_year + 1 AS VARCHAR), 3, 2),
        'year',
        CAST(CAST(first_year AS VARCHAR) || '-04-01' AS DATE),
        CAST(CAST(first_year + 1 AS VARCHAR) || '-03-31' AS DATE),
        NULL
    FROM (
        SELECT CASE WHEN EXTRACT(MONTH FROM p.known_since) >= 4 THEN EXTRACT(YEAR FROM p.known_since)
                    ELSE EXTRACT(YEAR FROM p.known_since) - 1 END   AS first_year
        FROM promises AS p
        JOIN standing_action AS a ON a.authority = p.authority AND a.code = p.code
    ) AS years
) AS spoken
GROUP BY period, period_kind, period_start, period_end
ORDER BY period_end DESC, period_start
