-- Every return accepted or undone, newest first, with every authority that something in it is of; of those asked for, where any are.
-- grain: version
SELECT
    e.version,
    e.submission,
    e.kind,
    e.filename,
    e.layout,
    e.received_on,
    e.recorded_at,
    e.recorded_by,
    e.back_dated,
    e.note,
    e.detail,                                    -- JSON: authorities, period and the row counts
    w.authority_names                            -- by name, separated by semicolons; NULL where nothing of it was accepted
FROM entry AS e
LEFT JOIN (
    SELECT
        s.submission, STRING_AGG(n.authority_name, '; ' ORDER BY n.authority_name) AS authority_names,
        COUNT(CASE WHEN POSITION('|' || s.authority || '|' IN $authorities) > 0 THEN 1 END) AS asked_for
    FROM (
        SELECT submission, authority FROM outturn
        UNION SELECT submission, authority FROM action
        UNION SELECT submission, authority FROM rating
        UNION SELECT submission, authority FROM achievement
        UNION SELECT submission, authority FROM commentary
    ) AS s
    JOIN known_authorities AS n ON n.authority = s.authority
    GROUP BY s.submission
) AS w ON w.submission = e.submission
WHERE e.submission IS NOT NULL AND ($authorities IS NULL OR w.asked_for > 0)
ORDER BY e.version DESC
