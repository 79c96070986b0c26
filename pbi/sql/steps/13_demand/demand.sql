-- Is the partnership's cost split still fair? Each member's share of demand beside its share of the agreement.
-- Verdict: within the tolerance (the boundary included) "broadly in line". Outside it, and the shares of the seven or more
-- quarters in succession to the period's end all strictly on that side of the agreed share: "drifting since" the first of
-- them. Outside without that: "outside tolerance, not yet established". None where a member has not reported (provisional),
-- or its count is suppressed, where no share was agreed, and where the agreement changed within the period (break).
-- grain: partnership × authority × period
SELECT
    s.partnership,
    g.authority_name            AS partnership_name,
    s.authority,
    a.authority_name,
    s.period,
    s.period_kind,                               -- quarter | year | agreement: its complete quarters to date
    s.period_start,
    s.period_end,
    s.volume,                                    -- cases
    s.hours,                                     -- cases × agreed hours per case
    s.share,                                     -- of the partnership's hours, percent
    s.lower_95, s.upper_95, s.lower_998, s.upper_998,
    s.agreed_share,
    s.tolerance,
    s.difference,                                -- share − agreed share, points
    CASE
        WHEN NOT s.is_outside   THEN 'broadly in line'
        WHEN r.quarters >= 7    THEN 'drifting since ' || r.since
        WHEN s.is_outside       THEN 'outside tolerance, not yet established'
    END                         AS verdict,
    CASE WHEN s.is_outside AND r.quarters >= 7 THEN r.since END AS since,
    s.budget,
    s.budget_effect,                             -- (share − agreed share) × budget, pounds
    CASE
        WHEN NOT s.is_complete AND s.has_suppressed AND s.members_reporting = s.members_expected    THEN 'suppressed'
        WHEN NOT s.is_complete                  THEN 'provisional'
        WHEN s.agreed_share IS NULL             THEN 'no_target'
        WHEN s.agreement_from > s.period_start  THEN 'break'
    END                         AS availability,
    s.members_reporting,
    s.members_expected,
    s.restated                                   -- a later receipt changed one of its counts
FROM demand_shares AS s
JOIN known_authorities AS a ON a.authority = s.authority
JOIN known_authorities AS g ON g.authority = s.partnership
LEFT JOIN demand_runs AS r
    ON  r.partnership = s.partnership
    AND r.authority   = s.authority
    AND r.period_end  = s.period_end
    AND r.side        = s.side
WHERE ($period IS NULL OR s.period = $period)
  AND ($authorities IS NULL OR POSITION('|' || s.authority || '|' IN $authorities) > 0
       OR POSITION('|' || s.partnership || '|' IN $authorities) > 0)
ORDER BY s.partnership, s.period_kind, s.period_end, a.authority_name, a.authority
