-- The findings a submission was accepted with.
-- grain: submission × rule × cell
SELECT
    submission,
    rule,
    severity,
    message,
    sheet,
    cell,
    found,
    expected,
    fix
FROM finding
WHERE $submission IS NULL OR submission = $submission
ORDER BY submission, CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, sheet, cell
