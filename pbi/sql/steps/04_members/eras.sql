-- Which figures of a partnership have the same members behind them: those with the same number. It counts the days of change by
-- the first and by the last day that the figure speaks of, so that figures in which members changed stand alone.
-- grain: indicator × authority × period
SELECT
    indicator,
    partnership                 AS authority,
    period,
    period_kind,
    financial_year,
    CAST(COUNT(CASE WHEN day <= span_start THEN 1 END) + COUNT(day) AS INTEGER)     AS era,
    CAST(COUNT(CASE WHEN day <= own_start THEN 1 END) + COUNT(day) AS INTEGER)      AS era_alone,    -- of its period without the year to date
    STRING_AGG(CASE WHEN day > span_start THEN said END, '; ' ORDER BY day)         AS changed,      -- who joined or left within it; NULL: nobody
    MAX(CASE WHEN place = 1 THEN said END)       AS since        -- the last change, in words
FROM (
    SELECT
        s.indicator, p.partnership, s.period, s.period_kind, s.financial_year, s.span_start,
        CASE WHEN s.adds_up = 'latest' THEN s.period_end ELSE s.period_start END    AS own_start,
        d.day, d.said,
        ROW_NUMBER() OVER (PARTITION BY s.indicator, p.partnership, s.period ORDER BY d.day DESC)   AS place
    FROM spans_of_figures AS s
    CROSS JOIN (SELECT DISTINCT partnership FROM membership_spells) AS p
    LEFT JOIN changes_of_indicators AS d
        ON d.indicator = s.indicator AND d.partnership = p.partnership AND d.day <= s.period_end
) AS changes
GROUP BY indicator, partnership, period, period_kind, financial_year, span_start
