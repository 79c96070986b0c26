-- What each member brings to its partnership's figure: its own figure of the period where it belonged throughout, else what falls in its
-- membership. Where that cannot be told it brings nothing, and says why. A member that sent nothing has a row too.
-- grain: indicator × partnership × authority × period
SELECT
    s.indicator, s.partnership, s.authority, s.period, s.period_kind, s.period_start, s.period_end, s.financial_year,
    s.span_start,
    s.is_whole,                                  -- a member on each of the days that the figure speaks of
    CASE WHEN s.is_whole THEN f.part ELSE c.part END                        AS part,
    CASE WHEN s.is_whole THEN f.whole ELSE c.whole END                      AS whole,
    CASE WHEN s.is_whole THEN f.numerator ELSE c.numerator END              AS numerator,
    CASE WHEN s.is_whole THEN f.denominator ELSE c.denominator END          AS denominator,
    COALESCE(CASE WHEN s.is_whole THEN f.has_denominator ELSE c.has_denominator END, FALSE)     AS has_denominator,
    CASE WHEN c.indicator IS NOT NULL THEN c.availability WHEN s.is_whole OR f.part IS NULL THEN f.availability END     AS availability,
    COALESCE(c.indicator IS NULL AND f.is_exempt, FALSE)                    AS is_exempt,    -- it does not apply to it all year
    COALESCE(c.indicator IS NOT NULL OR f.is_derived, FALSE)                AS is_derived,
    CASE WHEN c.indicator IS NOT NULL THEN NULL
         WHEN f.indicator IS NOT NULL THEN f.missing_end
         WHEN NOT COALESCE(s.period_end < t.asked_from, FALSE) THEN s.period_end END        AS missing_end,  -- NULL: nobody is asked
    CASE WHEN c.indicator IS NULL THEN f.origin ELSE 'cut to its membership' END        AS origin,
    COALESCE(CASE WHEN c.indicator IS NOT NULL THEN c.restated ELSE f.restated END, FALSE)      AS restated,
    f.indicator IS NOT NULL OR c.indicator IS NOT NULL                      AS is_sent,
    CASE WHEN NOT s.is_whole AND c.indicator IS NULL AND f.part IS NOT NULL THEN
        s.said || ': its figure is for the whole ' || CASE WHEN s.to_date THEN 'year to date' ELSE s.period_kind END END   AS left_out
FROM (
    SELECT
        p.indicator, p.partnership, p.authority, p.period, p.period_kind, p.period_start, p.period_end, p.financial_year,
        p.span_start, p.to_date AND p.period_kind <> 'year' AS to_date, p.is_whole,
        STRING_AGG(h.said, '; ' ORDER BY h.day)  AS said
    FROM (SELECT DISTINCT
              indicator, partnership, authority, period, period_kind, period_start, period_end, financial_year, span_start, to_date, is_whole
          FROM member_spells) AS p
    LEFT JOIN membership_changes AS h
        ON  h.partnership = p.partnership AND h.authority = CASE WHEN NOT p.is_whole THEN p.authority END
        AND h.day > p.span_start AND h.day <= p.period_end
    GROUP BY p.indicator, p.partnership, p.authority, p.period, p.period_kind, p.period_start, p.period_end, p.financial_year,
        p.span_start, p.to_date, p.is_whole
) AS s
LEFT JOIN own_figures AS f ON f.indicator = s.indicator AND f.authority = s.authority AND f.period = s.period
LEFT JOIN asked_for AS t ON t.indicator = s.indicator AND t.authority = s.authority AND t.period_kind = s.period_kind
LEFT JOIN cut_figures AS c
    ON c.indicator = s.indicator AND c.partnership = s.partnership AND c.authority = s.authority AND c.period = s.period
