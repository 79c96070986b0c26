-- Every return accepted or undone, newest first.
-- grain: version
SELECT
    version,
    submission,
    kind,
    filename,
    layout,
    received_on,
    recorded_at,
    recorded_by,
    back_dated,
    note,
    detail                                       -- JSON: authority, period and the row counts
FROM entry
WHERE submission IS NOT NULL
ORDER BY version DESC
