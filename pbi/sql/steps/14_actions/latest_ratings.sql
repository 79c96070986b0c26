-- The newest rating of each action by the day of judging, and who considers it.
-- grain: authority × code
SELECT
    r.authority,
    r.code,
    r.period                    AS rated_in,
    r.rating,
    w.label                     AS rating_label,
    w.considered_by,
    COALESCE(w.needs_commentary, FALSE)          AS needs_commentary
FROM (
    SELECT
        authority, code, period, rating,
        ROW_NUMBER() OVER (PARTITION BY authority, code ORDER BY period_end DESC, period) AS place
    FROM standing_rating
    WHERE subject = 'action' AND period_end <= $at AND rating <> 'not available'
) AS r
LEFT JOIN known_rating_words AS w ON w.rating = r.rating
WHERE r.place = 1
