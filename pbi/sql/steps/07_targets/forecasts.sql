-- Each estimate as a figure beside what the year came to, and the largest error the same method had made at the same point
-- of the years before it. It is a forecast only with three past years; with fewer it serves as a trial of the method.
-- grain: indicator × authority × financial_year × months
SELECT
    indicator, authority, financial_year, months, as_at, adds_up, segment, era, can_fall, is_unsettled, years_of_history,
    years_of_history >= 3 AND estimate IS NOT NULL  AS is_forecast,
    to_date_part,
    to_date_whole,
    to_date,
    estimate,
    outturn,                                     -- what the year came to
    estimate - outturn          AS error,
    MAX(ABS(estimate - outturn)) OVER (
        PARTITION BY indicator, authority, segment, era, months ORDER BY financial_year
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )                           AS largest_past_error
FROM (
    SELECT
        estimates.*,
        quotient(to_date_part, to_date_whole)   AS to_date,
        quotient(part, whole)                   AS estimate,
        quotient(year_part, year_whole)         AS outturn
    FROM estimates
) AS divided
