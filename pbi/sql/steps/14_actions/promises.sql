-- How often each action was put off, and since when it is known. A date promised counts once, however many returns repeat it.
-- grain: authority × code
SELECT
    authority,
    code,
    CASE WHEN COUNT(DISTINCT promised) > 1 THEN COUNT(DISTINCT promised) - 1 ELSE 0 END AS times_revised,
    MIN(day)                    AS known_since   -- first spoken of, first promised for or first rated, whichever is earliest
FROM (
    SELECT authority, code, spoken_on AS day, CAST(NULL AS DATE) AS promised FROM action_receipts
    UNION ALL
    SELECT authority, code, due, due FROM action_receipts WHERE due IS NOT NULL
    UNION ALL
    SELECT authority, code, revised_due, revised_due FROM action_receipts WHERE revised_due IS NOT NULL
    UNION ALL
    SELECT authority, code, period_end, NULL FROM standing_rating WHERE subject = 'action'
) AS days
GROUP BY authority, code
