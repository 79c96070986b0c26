-- The figures that are not shown: those too small, and those by which they could be worked out from a total and the rest. The
-- hidden rows and columns of a table cross, so that every sum over a hidden figure lacks a second one: the member that
-- counts least beside it, else the partnership. Where such a row has gaps the sums cross no more, and the partnership is
-- hidden as well. Missing figures are not suppressed, and a 0 only where it would tell. In a year in which members join or
-- leave nothing of the partnership is shown beside a figure of a member that is too small.
-- grain: indicator × authority × period
SELECT
    indicator,
    authority,
    period,
    MAX(is_small)               AS is_small      -- 0: not small itself
FROM (
    SELECT indicator, authority, period, is_small
    FROM (
        SELECT
            counted.*,
            FIRST_VALUE(authority) OVER (
                PARTITION BY indicator, partnership, financial_year, span
                ORDER BY can_serve DESC, is_total, size_of_row, authority
            )                       AS chosen
        FROM (
            SELECT
                summed.*,
                CASE
                    WHEN is_small_row = 1                                                       THEN 0
                    WHEN is_total = 1                                                           THEN 1
                    WHEN covered = hidden_columns AND (hidden_columns > 1 OR adds_up = 0)       THEN 1   -- its own year tells one alone
                    ELSE 0
                END                 AS can_serve
            FROM (
                SELECT
                    c.*,
                    SUM(is_hidden_column * begins_column)           OVER whole_table    AS hidden_columns,
                    SUM(is_small_row * is_hidden_column * is_once)  OVER whole_table    AS hidden_cells,
                    MAX(is_total)                                   OVER whole_table    AS has_total,
                    SUM(CASE WHEN is_hidden_column = 1 AND size > 0 THEN is_once ELSE 0 END)
                        OVER (PARTITION BY indicator, partnership, financial_year, span, authority)     AS covered,
                    SUM(is_hidden_column * size)
                        OVER (PARTITION BY indicator, partnership, financial_year, span, authority)     AS size_of_row
                FROM hidden_columns AS c
                WINDOW whole_table AS (PARTITION BY indicator, partnership, financial_year, span)
            ) AS summed
        ) AS counted
    ) AS chosen_rows
    WHERE is_hidden_column = 1
      AND (is_small_row = 1
           OR (has_total = 1 AND (small_rows = 1 OR hidden_cells < small_rows * hidden_columns) AND can_serve = 1 AND authority = chosen)
           OR (is_total = 1 AND must_cross = 1 AND hidden_cells < small_rows * hidden_columns))
    UNION ALL
    SELECT s.indicator, s.authority, s.period, 0
    FROM changing_members AS c
    JOIN small_counts AS s ON s.indicator = c.indicator AND s.authority = c.partnership AND s.financial_year = c.financial_year
    JOIN membership_spells AS m ON m.partnership = c.partnership
    JOIN small_counts AS b
        ON b.indicator = c.indicator AND b.authority = m.authority AND b.financial_year = c.financial_year AND b.is_small = 1
) AS not_shown
GROUP BY indicator, authority, period
