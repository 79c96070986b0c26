-- The subjects a panel has set down to look into, by meeting: those to come before those done.
-- A subject of an objective is of every indicator of it.
-- grain: subject × meeting_on
SELECT
    d.subject,
    d.meeting_on,
    d.indicator,
    i.indicator_name,
    COALESCE(d.objective, i.objective)      AS objective,
    o.title,                                     -- the objective's
    d.authority,                                 -- NULL: every authority
    n.authority_name,
    d.led_by,
    d.done_on
FROM (
    SELECT
        deep_dive.*,
        ROW_NUMBER() OVER (PARTITION BY subject, meeting_on ORDER BY received_on DESC, version DESC) AS place
    FROM deep_dive
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS d
LEFT JOIN known_indicators AS i ON i.indicator = d.indicator
LEFT JOIN known_authorities AS n ON n.authority = d.authority
LEFT JOIN known_objectives AS o ON o.objective = COALESCE(d.objective, i.objective)
WHERE d.place = 1 AND NOT d.withdrawn
  AND ($authorities IS NULL OR d.authority IS NULL OR POSITION('|' || d.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR d.indicator IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR d.indicator IS NULL OR POSITION('|' || d.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR COALESCE(d.objective, i.objective) = $objective)
ORDER BY CASE WHEN d.done_on IS NULL THEN 0 ELSE 1 END, d.meeting_on, d.subject
