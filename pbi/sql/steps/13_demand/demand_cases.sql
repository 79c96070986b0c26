-- What each member of a partnership reported of each indicator that counts as demand: those with agreed hours per case.
-- Only counts that stand alone: quarters, and years as methods, section 2, works them out. Of a member that joined or left within the
-- period, what falls in its membership. The hours are those agreed on the period's last day. A member's indicator that is
-- missing has a row and no volume; so has one whose count is too small to be shown.
-- grain: partnership × authority × indicator × period
SELECT
    partnership, authority, indicator, period, period_kind, period_start, period_end,
    hours_per_case,
    volume,                                      -- cases; 0 where the indicator does not apply or there was no case; NULL: not reported
    CAST(volume * hours_per_case AS DECIMAL(24, 6))     AS hours,
    availability, is_suppressed, restated, submission, sheet, cell
FROM (
    SELECT
        w.partnership, m.authority, w.indicator, w.period, w.period_kind, w.period_start, w.period_end, w.hours_per_case,
        CASE WHEN h.indicator IS NOT NULL           THEN NULL
             WHEN f.availability IN ('not_applicable', 'no_cases')  THEN CAST(0 AS DECIMAL(24, 6))
             WHEN f.whole = 1 AND (w.period_kind = 'year' OR NOT w.accumulates) THEN f.part END     AS volume,
        COALESCE(h.indicator IS NOT NULL OR f.availability = 'suppressed', FALSE)       AS is_suppressed,
        f.availability, COALESCE(f.restated, FALSE) AS restated, o.submission, o.sheet, o.cell,
        COUNT(CASE WHEN f.is_sent THEN 1 END) OVER (PARTITION BY w.partnership, w.period)       AS held
    FROM (
        SELECT
            k.partnership, k.indicator, k.hours_per_case, i.accumulates,
            d.period, d.period_kind, d.period_start, d.period_end,
            ROW_NUMBER() OVER (PARTITION BY k.partnership, k.indicator, d.period ORDER BY k.valid_from DESC) AS place
        FROM known_demand_weights AS k
        JOIN (SELECT DISTINCT period, period_kind, period_start, period_end FROM own_figures) AS d
            ON  d.period_kind IN ('quarter', 'year')
            AND k.valid_from <= d.period_end
            AND COALESCE(k.valid_to, DATE '9999-12-31') >= d.period_end
        JOIN indicator_rules AS i ON i.indicator = k.indicator AND d.period_end BETWEEN i.valid_from AND i.valid_to
    ) AS w
    JOIN (
        SELECT DISTINCT s.partnership, s.authority, d.period
        FROM membership_spells AS s
        JOIN (SELECT DISTINCT period, period_start, period_end FROM own_figures) AS d
            ON s.valid_from <= d.period_end AND s.valid_to >= d.period_start
    ) AS m
        ON m.partnership = w.partnership AND m.period = w.period
    LEFT JOIN member_figures AS f
        ON f.indicator = w.indicator AND f.partnership = w.partnership AND f.authority = m.authority AND f.period = w.period
    LEFT JOIN own_figures AS o
        ON f.is_whole AND o.indicator = w.indicator AND o.authority = m.authority AND o.period = w.period
    LEFT JOIN (
        SELECT DISTINCT p.indicator, p.partnership, p.authority, p.period
        FROM member_parts AS p
        JOIN not_shown AS s ON s.indicator = p.indicator AND s.authority = p.authority AND s.period = p.part_period
    ) AS h
        ON h.indicator = w.indicator AND h.partnership = w.partnership AND h.authority = m.authority AND h.period = w.period
    WHERE w.place = 1
) AS beside
WHERE held > 0                                   -- a period of which the partnership has something
