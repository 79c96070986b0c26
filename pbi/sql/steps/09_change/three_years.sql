-- Three years side by side: each year's outturn, this year's target, and the change on last year.
-- grain: indicator × authority
SELECT
    a.authority, a.authority_name, a.authority_kind, a.service, a.indicator, a.indicator_name,
    a.unit, a.per, a.decimals, a.polarity, a.period,
    c.outturn                   AS outturn_two_years_ago,
    b.outturn                   AS outturn_last_year,
    c.availability              AS availability_two_years_ago,
    b.availability              AS availability_last_year,
    c.origin                    AS origin_two_years_ago,
    b.origin                    AS origin_last_year,
    c.target AS target_two_years_ago, c.target_lower AS target_lower_two_years_ago, c.target_upper AS target_upper_two_years_ago,
    c.good_bound AS good_bound_two_years_ago, c.near_bound AS near_bound_two_years_ago,
    b.target AS target_last_year, b.target_lower AS target_lower_last_year, b.target_upper AS target_upper_last_year,
    b.good_bound AS good_bound_last_year, b.near_bound AS near_bound_last_year,
    a.outturn,
    a.target, a.target_lower, a.target_upper, a.target_kind, a.good_bound, a.near_bound,
    a.change,                                    -- in the indicator's unit; points for a percent
    CASE WHEN a.previous <> 0 AND a.unit <> 'percent'
         THEN CAST(ROUND(100 * CAST(a.change AS DOUBLE) / ABS(a.previous), 1) AS DECIMAL(18, 1)) END AS change_percent,
    a.direction, a.untested,
    a.compared_outturn, a.compared_over, a.membership,  -- where members joined or left: over whom the change is
    a.status, a.label, a.symbol, a.role, a.availability, a.origin, a.restated, a.submission, a.sheet, a.cell
FROM scored AS a
LEFT JOIN assessed AS b
    ON  b.basis = 'official' AND b.indicator = a.indicator AND b.authority = a.authority
    AND b.period_kind = a.period_kind AND b.financial_year = a.financial_year - 1
    AND EXTRACT(MONTH FROM b.period_end) = EXTRACT(MONTH FROM a.period_end)
LEFT JOIN assessed AS c
    ON  c.basis = 'official' AND c.indicator = a.indicator AND c.authority = a.authority
    AND c.period_kind = a.period_kind AND c.financial_year = a.financial_year - 2
    AND EXTRACT(MONTH FROM c.period_end) = EXTRACT(MONTH FROM a.period_end)
WHERE a.period = $period
ORDER BY a.service, a.indicator, a.authority_name, a.authority
