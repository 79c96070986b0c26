-- Every journal entry about a submission, newest first: received, accepted or undone.
-- grain: version
SELECT
    version,
    kind,
    submission,
    sha256,
    filename,
    layout,
    received_on,
    back_dated,
    recorded_by,
    recorded_at,
    detail                                       -- JSON: authorities, period, row counts, indicators proposed
FROM entry
WHERE submission IS NOT NULL AND submission <> ''
ORDER BY version DESC
