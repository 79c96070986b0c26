-- A partnership's figure over the members that it has in common with another one. None where the partnership states either itself, and
-- none beside a member's figure that is not shown: the difference would tell it.
-- grain: indicator × authority × period × beside
SELECT
    p.indicator, p.authority, p.period, p.beside, p.period_kind, p.period_start, p.period_end, p.financial_year,
    quotient(p.part, p.whole)   AS outturn,
    p.numerator, p.denominator, p.has_denominator, p.members_reporting, p.members_expected
FROM pooled_figures AS p
JOIN worked_out AS w ON w.indicator = p.indicator AND w.authority = p.authority AND w.period = p.period AND w.is_pooled
JOIN worked_out AS o ON o.indicator = p.indicator AND o.authority = p.authority AND o.period = p.beside AND o.is_pooled
LEFT JOIN (
    SELECT DISTINCT c.indicator, c.partnership, c.period, c.earlier_period
    FROM members_in_common AS c
    JOIN not_shown AS s
        ON s.indicator = c.indicator AND s.authority IN (c.authority, c.partnership) AND s.period IN (c.period, c.earlier_period)
) AS h
    ON  h.indicator = p.indicator AND h.partnership = p.authority
    AND ((h.period = p.period AND h.earlier_period = p.beside) OR (h.period = p.beside AND h.earlier_period = p.period))
WHERE p.beside IS NOT NULL AND h.indicator IS NULL AND p.part IS NOT NULL
