-- What each authority was to send for the period asked for, by service, beside what of it stands.
-- grain: authority × service × period
SELECT
    authority,
    authority_name,
    service,
    service_name,
    period,
    period_end,
    COUNT(*)                                    AS expected,
    COUNT(CASE WHEN is_held THEN 1 END)         AS accepted,    -- figures, and reasons why there are none
    COUNT(CASE WHEN NOT is_held THEN 1 END)     AS missing,
    MAX(received_on)                            AS received_on, -- the day the last of what stands first came
    MAX(CASE WHEN NOT is_history THEN received_on END)  AS answered_on,  -- of what was asked for; NULL: nothing was
    CASE
        WHEN COUNT(CASE WHEN NOT is_held THEN 1 END) = 0                    THEN 'complete'
        WHEN COUNT(CASE WHEN availability = 'late' THEN 1 END) > 0          THEN 'late'
        WHEN COUNT(CASE WHEN availability = 'awaited' THEN 1 END) > 0       THEN 'awaited'
        ELSE 'not_due'
    END                                         AS state
FROM expected_figures
GROUP BY authority, authority_name, service, service_name, period, period_end
ORDER BY
    CASE WHEN COUNT(CASE WHEN availability = 'late' THEN 1 END) > 0 THEN 0
         WHEN COUNT(CASE WHEN availability = 'awaited' THEN 1 END) > 0 THEN 1
         WHEN COUNT(CASE WHEN NOT is_held THEN 1 END) > 0 THEN 2 ELSE 3 END,
    authority_name, authority, service_name
