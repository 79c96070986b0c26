-- Each reported outturn as a fraction, part over whole, so that it can be pooled and judged without a division.
-- 0 of 0 is no cases, whatever figure a formula left beside it: no part, nothing to judge and nothing that is missing. A
-- count or a sum of money is out of nothing, and its 0 is a figure.
-- grain: indicator × authority × period
SELECT
    indicator, authority, period, period_kind, period_start, period_end, financial_year,
    value, numerator, denominator,
    CAST(CASE                                        -- widened first: 18 digits times 18 digits would overflow
        WHEN is_none                                THEN NULL
        WHEN numerator IS NOT NULL AND denominator > 0              THEN per * CAST(numerator AS DECIMAL(24, 6))
        WHEN is_weighted AND denominator > 0                        THEN value * CAST(denominator AS DECIMAL(24, 6))
        ELSE value
    END AS DECIMAL(24, 6))      AS part,
    CAST(CASE
        WHEN is_none                                THEN NULL
        WHEN numerator IS NOT NULL AND denominator > 0              THEN denominator
        WHEN is_weighted AND value IS NOT NULL AND denominator > 0  THEN denominator
        WHEN value IS NOT NULL                                      THEN 1
    END AS DECIMAL(24, 6))      AS whole,                               -- NULL with part where there is no figure
    COALESCE(denominator > 0 AND (numerator IS NOT NULL OR (is_weighted AND value IS NOT NULL)), FALSE)
                                AS has_denominator,                     -- so it pools with others
    CASE
        WHEN is_none                                                                            THEN 'no_cases'
        WHEN availability IS NULL AND value IS NULL AND NOT COALESCE(numerator IS NOT NULL AND denominator > 0, FALSE)  THEN 'awaited'
        ELSE availability
    END                         AS availability,
    stated_status, restated, submission, sheet, cell
FROM (
    SELECT
        r.*, i.per, i.is_weighted,
        COALESCE(r.availability, '') NOT IN ('suppressed', 'not_due', 'annual_only')
            AND COALESCE(r.denominator = 0, FALSE)
            AND (COALESCE(r.numerator = 0, FALSE) OR (r.numerator IS NULL AND (i.is_weighted OR COALESCE(r.value, 0) = 0)))
            AND (i.is_fraction OR r.value IS NULL)      AS is_none
    FROM reported AS r
    JOIN (
        SELECT
            indicator, valid_from, valid_to, per,
            across_authorities = 'weighted' OR across_periods = 'weighted'              AS is_weighted,
            unit NOT IN ('number', 'currency')
                OR across_authorities IN ('ratio', 'weighted')
                OR across_periods IN ('ratio', 'weighted', 'population')                AS is_fraction
        FROM indicator_rules
    ) AS i
        ON i.indicator = r.indicator AND r.period_end BETWEEN i.valid_from AND i.valid_to
) AS beside
