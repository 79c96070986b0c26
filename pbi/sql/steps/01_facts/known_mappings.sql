-- What the columns of tables are for, as people last said it: the newest word on each column of a layout.
-- grain: fingerprint × authority × heading
SELECT
    fingerprint,
    authority,                                   -- NULL: whoever sends such a table
    sheet,
    heading,
    role,
    indicator,
    name,
    unit,
    years,                                       -- calendar | starting | ending; NULL: as the headings say
    position
FROM (
    SELECT
        mapping.*,
        ROW_NUMBER() OVER (PARTITION BY fingerprint, authority, heading ORDER BY version DESC) AS place
    FROM mapping
) AS ranked
WHERE place = 1 AND NOT withdrawn
