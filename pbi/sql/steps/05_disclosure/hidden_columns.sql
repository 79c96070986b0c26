-- Which periods of such a table are hidden (in the rows that are): those with a figure too small, and where the others would
-- give one away, one more: the period that counts least, else the year. With months beside quarters, every period. None
-- more where no row with a figure too small has a year its other periods could be taken from.
-- grain: indicator × partnership × authority × period
SELECT
    indicator, partnership, financial_year, span, authority, period, slot, size,
    is_small, is_small_row, is_total, begins_column, is_once, small_rows, must_cross, adds_up,
    CASE
        WHEN is_small_column = 1                                                            THEN 1
        WHEN is_year = 0 AND first_kind <> last_kind                                        THEN 1
        WHEN must_cross = 1 AND (small_columns = 1 OR small_cells < small_rows * small_columns)
             AND can_serve = 1 AND slot = chosen                                            THEN 1
        ELSE 0
    END                         AS is_hidden_column
FROM (
    SELECT
        counted.*,
        FIRST_VALUE(slot) OVER (
            PARTITION BY indicator, partnership, financial_year, span ORDER BY can_serve DESC, is_year, size_of_column, slot
        )                       AS chosen
    FROM (
        SELECT
            summed.*,
            CASE WHEN is_small_column = 0 AND (is_year = 1 OR covered = small_rows) THEN 1 ELSE 0 END   AS can_serve
        FROM (
            SELECT
                t.*,
                SUM(is_small_row * begins_row)              OVER whole_table    AS small_rows,
                SUM(is_small_column * begins_column)        OVER whole_table    AS small_columns,
                SUM(is_small_row * is_small_column * is_once) OVER whole_table  AS small_cells,
                MAX(is_small_row * adds_up)                 OVER whole_table    AS must_cross,
                MIN(CASE WHEN is_year = 0 THEN period_kind END) OVER whole_table    AS first_kind,
                MAX(CASE WHEN is_year = 0 THEN period_kind END) OVER whole_table    AS last_kind,
                SUM(CASE WHEN is_small_row = 1 AND size > 0 THEN is_once ELSE 0 END)
                    OVER (PARTITION BY indicator, partnership, financial_year, span, slot)  AS covered,
                SUM(is_small_row * size)
                    OVER (PARTITION BY indicator, partnership, financial_year, span, slot)  AS size_of_column
            FROM count_tables AS t
            WINDOW whole_table AS (PARTITION BY indicator, partnership, financial_year, span)
        ) AS summed
    ) AS counted
) AS chosen_columns
