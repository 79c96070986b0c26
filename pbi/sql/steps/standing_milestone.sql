-- Each milestone as it stands, on the day asked about.
-- What pages show and a return is compared with; submissions left out ($without) show what stood before them.
-- grain: authority × action × title
SELECT
    authority,
    action,
    title,
    due,
    completed_on,
    submission,
    sheet,
    cell
FROM (
    SELECT
        milestone.*,
        ROW_NUMBER() OVER (PARTITION BY authority, action, title ORDER BY received_on DESC, version DESC) AS place
    FROM milestone
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
      AND ($without IS NULL OR POSITION('|' || submission || '|' IN $without) = 0)
) AS ranked
WHERE place = 1 AND NOT withdrawn
