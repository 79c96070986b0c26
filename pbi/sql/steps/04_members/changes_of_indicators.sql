-- The days on which the members behind a partnership's figures changed: of an indicator that members report, the joining and
-- leaving of those that do; of one that the partnership alone reports, every one.
-- grain: indicator × partnership × day
SELECT
    i.indicator,
    h.partnership,
    h.day,
    STRING_AGG(h.said, '; ' ORDER BY h.said)     AS said
FROM membership_changes AS h
JOIN (SELECT DISTINCT indicator FROM own_figures) AS i ON TRUE
LEFT JOIN (SELECT DISTINCT indicator, authority FROM own_figures WHERE part IS NOT NULL) AS f
    ON f.indicator = i.indicator AND f.authority = h.authority
LEFT JOIN (
    SELECT DISTINCT m.partnership, o.indicator
    FROM membership_spells AS m
    JOIN own_figures AS o ON o.authority = m.authority AND o.part IS NOT NULL
) AS r
    ON r.partnership = h.partnership AND r.indicator = i.indicator
WHERE f.indicator IS NOT NULL OR r.indicator IS NULL
GROUP BY i.indicator, h.partnership, h.day
