-- Each reported outturn as a fraction, part over whole, so that it can be pooled and judged without a division.
-- grain: indicator × authority × period
SELECT
    r.indicator,
    r.authority,
    r.period,
    r.period_kind,
    r.period_start,
    r.period_end,
    r.financial_year,
    r.value,
    r.numerator,
    r.denominator,
    CAST(CASE                                        -- widened first: 18 digits times 18 digits would overflow
        WHEN r.numerator IS NOT NULL AND r.denominator > 0              THEN i.per * CAST(r.numerator AS DECIMAL(24, 6))
        WHEN i.is_weighted AND r.denominator > 0                        THEN r.value * CAST(r.denominator AS DECIMAL(24, 6))
        ELSE r.value
    END AS DECIMAL(24, 6))      AS part,
    CAST(CASE
        WHEN r.numerator IS NOT NULL AND r.denominator > 0              THEN r.denominator
        WHEN i.is_weighted AND r.value IS NOT NULL AND r.denominator > 0 THEN r.denominator
        WHEN r.value IS NOT NULL                                        THEN 1
    END AS DECIMAL(24, 6))      AS whole,                               -- NULL with part where there is no figure
    COALESCE(r.denominator > 0 AND (r.numerator IS NOT NULL OR (i.is_weighted AND r.value IS NOT NULL)), FALSE)
                                AS has_denominator,                     -- so it pools with others
    r.availability,
    r.stated_status,
    r.restated,
    r.submission,
    r.sheet,
    r.cell
FROM reported AS r
JOIN (
    SELECT indicator, valid_from, valid_to, per, across_authorities = 'weighted' OR across_periods = 'weighted' AS is_weighted
    FROM indicator_rules
) AS i
    ON i.indicator = r.indicator AND r.period_end BETWEEN i.valid_from AND i.valid_to
