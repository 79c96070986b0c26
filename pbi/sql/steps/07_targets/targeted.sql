-- Each figure beside its target, where it has one.
-- A year's target serves its quarters: a count, or a rate of events among a standing population, is split evenly over them;
-- anything else keeps the same target. What is counted to date has as much of the year's target as of the year, or its quarters'
-- own targets added up where each of them has one.
-- A direction of travel has last year's figure for its target, and is compared with it to six places, as both are shown.
-- grain: basis × indicator × authority × period
SELECT
    basis,
    indicator,
    authority,
    period,
    period_end,
    CASE WHEN kind = 'direction' THEN CAST(quotient(part, whole) AS DECIMAL(24, 6)) ELSE part END AS part,
    CASE WHEN kind = 'direction' AND part IS NOT NULL THEN CAST(1 AS DECIMAL(24, 6)) ELSE whole END                AS whole,
    availability,
    CASE WHEN months = 12 THEN value ELSE quotient(value * months, 12) END AS target,
    CASE WHEN months = 12 THEN lower ELSE quotient(lower * months, 12) END AS target_lower,
    CASE WHEN months = 12 THEN upper ELSE quotient(upper * months, 12) END AS target_upper,
    kind                        AS target_kind,  -- NULL: no target
    months < 12                 AS is_split_target
FROM (
    SELECT
        j.basis, j.indicator, j.authority, j.period, j.period_end, j.part, j.whole, j.availability,
        CASE WHEN t.kind = 'direction' THEN d.value
             WHEN i.runs AND NOT t.is_of_year AND j.basis = 'to date' THEN q.value ELSE t.value END     AS value,
        CASE WHEN i.runs AND NOT t.is_of_year AND j.basis = 'to date' THEN q.lower ELSE t.lower END     AS lower,
        CASE WHEN i.runs AND NOT t.is_of_year AND j.basis = 'to date' THEN q.upper ELSE t.upper END     AS upper,
        t.kind,
        CASE                                     -- of the year's target: as many twelfths
            WHEN t.kind IS NULL OR t.kind = 'direction' OR NOT t.is_of_year OR NOT i.counts_up THEN 12
            WHEN i.accumulates OR j.basis = 'to date'
                THEN MOD(CAST(EXTRACT(MONTH FROM j.period_end) AS INTEGER) + 8, 12) + 1
            WHEN j.period_kind = 'quarter'                                          THEN 3
            WHEN j.period_kind = 'half'                                             THEN 6
            ELSE 1
        END                     AS months
    FROM judgeable AS j
    JOIN (
        SELECT
            indicator, valid_from, valid_to, accumulates,
            across_periods IN ('sum', 'population')                         AS counts_up,    -- a quarter brings a part of the year's
            across_periods IN ('sum', 'population') AND NOT accumulates     AS runs
        FROM indicator_rules
    ) AS i
        ON i.indicator = j.indicator AND j.period_end BETWEEN i.valid_from AND i.valid_to
    LEFT JOIN chosen_targets AS t
        ON t.basis = j.basis AND t.indicator = j.indicator AND t.authority = j.authority AND t.period = j.period
        AND COALESCE(j.availability, '') <> 'annual_only'       -- a year's target says nothing of a part of that year
    LEFT JOIN last_years AS d
        ON  d.indicator = CASE WHEN t.kind = 'direction' AND j.basis <> 'to date' THEN j.indicator END AND d.authority = j.authority
        AND d.period_kind = j.period_kind AND d.serves_year = j.financial_year AND d.ends_in = EXTRACT(MONTH FROM j.period_end)
    LEFT JOIN targets_to_date AS q
        ON q.indicator = CASE WHEN j.basis = 'to date' THEN j.indicator END AND q.authority = j.authority AND q.period = j.period
) AS beside
