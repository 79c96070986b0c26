-- The one division of figures: exact, to six places, half away from zero. NULL where the whole is 0 or either is NULL.
-- Both have at most six places, so in millionths both are whole numbers, and whole numbers divide without a remainder lost.

CREATE MACRO quotient(part, whole) AS CAST(CAST(
    (2000000 * CAST(CAST(part AS DECIMAL(38, 6)) * 1000000 AS HUGEINT) + SIGN(part) * CAST(CAST(whole AS DECIMAL(38, 6)) * 1000000 AS HUGEINT))
    // CAST(CAST(NULLIF(whole, 0) AS DECIMAL(38, 6)) * 2000000 AS HUGEINT) AS DECIMAL(38, 0)) * 0.000001 AS DECIMAL(18, 6));
