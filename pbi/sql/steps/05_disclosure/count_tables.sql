-- The figures that add up to one another, laid out as tables: a row for each authority and one for the partnership, a column
-- for each period and one for the year. Only tables in which a figure is too small; what is counted once is marked.
-- In a year in which members join or leave nothing adds up across authorities, and each has a table to itself.
-- grain: indicator × partnership × authority × period
SELECT
    indicator, partnership, financial_year, span, authority, period, period_kind, slot, size, is_small,
    CASE WHEN authority = partnership THEN 1 ELSE 0 END     AS is_total,
    is_year,
    small_in_row                AS is_small_row,         -- a figure of this authority is too small
    small_in_column             AS is_small_column,      -- a figure of this period is too small
    adds_up,                                             -- the row has periods and the year they are parts of
    CASE WHEN place_in_row = 1 THEN 1 ELSE 0 END            AS begins_row,
    CASE WHEN place_in_column = 1 THEN 1 ELSE 0 END         AS begins_column,
    CASE WHEN place_in_slot = 1 THEN 1 ELSE 0 END           AS is_once       -- a year and its last period are one
FROM (
    SELECT
        cell.*,
        MAX(is_small) OVER (PARTITION BY indicator, partnership, financial_year, span)              AS small_in_table,
        MAX(is_small) OVER (PARTITION BY indicator, partnership, financial_year, span, authority)   AS small_in_row,
        MAX(is_small) OVER (PARTITION BY indicator, partnership, financial_year, span, slot)        AS small_in_column,
        MAX(is_year) OVER (PARTITION BY indicator, partnership, financial_year, span, authority)
            - MIN(is_year) OVER (PARTITION BY indicator, partnership, financial_year, span, authority)    AS adds_up,
        ROW_NUMBER() OVER (PARTITION BY indicator, partnership, financial_year, span, authority ORDER BY period) AS place_in_row,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, partnership, financial_year, span, slot ORDER BY authority, period)     AS place_in_column,
        ROW_NUMBER() OVER (
            PARTITION BY indicator, partnership, financial_year, span, slot, authority ORDER BY period)     AS place_in_slot
    FROM (
        SELECT DISTINCT
            s.indicator, CASE WHEN c.indicator IS NULL THEN COALESCE(m.partnership, s.authority) ELSE s.authority END AS partnership,
            s.financial_year, s.span, s.authority, s.period, s.period_kind, s.slot, s.size, s.is_small,
            CASE WHEN s.slot = 'the year' THEN 1 ELSE 0 END AS is_year
        FROM small_counts AS s
        LEFT JOIN members_at AS m ON s.adds_over_authorities AND m.authority = s.authority AND m.period_end = s.period_end
        LEFT JOIN changing_members AS c
            ON c.indicator = s.indicator AND c.partnership = m.partnership AND c.financial_year = s.financial_year
    ) AS cell
) AS marked
WHERE small_in_table = 1
