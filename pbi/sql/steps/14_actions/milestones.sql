-- Each milestone on the day of judging: done, passed or due.
-- grain: authority × action × title
SELECT
    authority,
    action,
    title,
    due,
    completed_on,
    CASE WHEN completed_on <= $at THEN 'done' WHEN due < $at THEN 'passed' ELSE 'due' END AS state,
    submission,
    sheet,
    cell
FROM standing_milestone
WHERE ($authorities IS NULL OR POSITION('|' || authority || '|' IN $authorities) > 0)
ORDER BY authority, action, due
