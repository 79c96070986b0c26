-- Demand of each quarter and year, and of each agreement over its complete quarters to date, beside what was agreed.
-- grain: partnership × authority × period
SELECT
    t.partnership, t.authority, t.period, t.period_kind, t.period_start, t.period_end,
    t.volume, t.hours, t.total_hours, t.total_square, t.members_reporting, t.members_expected, t.is_complete,
    t.has_suppressed, t.restated,
    a.agreed_share, a.agreement_from, a.tolerance,
    b.amount                    AS budget
FROM demand_totals AS t
LEFT JOIN agreed_shares AS a
    ON a.partnership = t.partnership AND a.authority = t.authority AND a.period_end = t.period_end
LEFT JOIN demand_budgets AS b ON b.partnership = t.partnership AND b.period = t.period
UNION ALL
SELECT
    t.partnership,
    t.authority,
    MIN(t.period) || ' to ' || MAX(t.period),
    'agreement',
    MIN(t.period_start),
    MAX(t.period_end),
    CAST(SUM(t.volume) AS DECIMAL(24, 6)),
    CAST(SUM(t.hours) AS DECIMAL(24, 6)),
    CAST(SUM(t.total_hours) AS DECIMAL(24, 6)),
    CAST(SUM(t.total_square) AS DECIMAL(38, 6)),
    MIN(t.members_reporting),
    MAX(t.members_expected),
    TRUE,
    FALSE,
    MAX(CASE WHEN t.restated THEN 1 ELSE 0 END) = 1,
    MIN(a.agreed_share),                         -- one and the same throughout an agreement
    a.agreement_from,
    MAX(a.tolerance),
    CASE WHEN COUNT(b.amount) = COUNT(*) THEN SUM(b.amount) END
FROM demand_totals AS t
JOIN agreed_shares AS a
    ON a.partnership = t.partnership AND a.authority = t.authority AND a.period_end = t.period_end
LEFT JOIN demand_budgets AS b ON b.partnership = t.partnership AND b.period = t.period
WHERE t.period_kind = 'quarter' AND t.is_complete AND a.agreement_from <= t.period_start
GROUP BY t.partnership, t.authority, a.agreement_from
