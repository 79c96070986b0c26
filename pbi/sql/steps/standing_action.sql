-- Each action as it stands, on the day asked about.
-- What pages show and a return is compared with; submissions left out ($without) show what stood before them.
-- grain: authority × code
SELECT
    authority,
    code,
    title,
    description,
    outcome,
    objective,
    service,
    indicator,
    owner,
    start_on,
    due,
    due_text,                                    -- as the return wrote it
    revised_due,
    completed_on,
    cancelled,
    progress,                                    -- percent
    cost,                                        -- pounds
    compensatory_saving,
    stated_status,
    comments,
    submission,
    sheet,
    cell
FROM (
    SELECT
        action.*,
        ROW_NUMBER() OVER (PARTITION BY authority, code ORDER BY received_on DESC, version DESC) AS place
    FROM action
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
      AND ($without IS NULL OR POSITION('|' || submission || '|' IN $without) = 0)
) AS ranked
WHERE place = 1 AND NOT withdrawn
