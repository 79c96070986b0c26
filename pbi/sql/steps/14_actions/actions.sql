-- What was promised, and is it late: the status derived on the day of judging, beside the status the return stated.
-- The newest rating ends it: one rated aborted or closed is cancelled, one rated completed is completed.
-- Overdue from the day after the due date; Warning when it, or a milestone not done, falls within 30 days or has passed.
-- Carried over: still open, and known before the financial year asked about began; without one, that of the day of judging.
-- grain: authority × code
SELECT
    a.authority, n.authority_name, a.service, a.objective, a.code, a.title, a.description, a.outcome, a.indicator, a.owner,
    a.due, a.due_text, a.revised_due, a.completed_on, a.progress, a.cost, a.compensatory_saving,
    a.status,
    a.stated_status,
    a.comments,
    a.milestones,
    a.milestones_done,
    a.next_milestone_due,
    COALESCE(p.times_revised, 0) AS times_revised,
    a.status NOT IN ('completed', 'cancelled') AND COALESCE(p.known_since < CAST(CAST(COALESCE(CAST($financial_year AS BIGINT),
        CASE WHEN EXTRACT(MONTH FROM CAST($at AS DATE)) >= 4 THEN EXTRACT(YEAR FROM CAST($at AS DATE))
             ELSE EXTRACT(YEAR FROM CAST($at AS DATE)) - 1 END) AS VARCHAR) || '-04-01' AS DATE), FALSE) AS is_carried_over,
    a.rated_in, a.rating, a.rating_label,
    a.considered_by,                             -- to whom its newest rating is escalated
    a.needs_commentary AND a.comments IS NULL AS lacks_commentary,
    CAST($at AS DATE)           AS judged_on,
    a.submission, a.sheet, a.cell
FROM (
    SELECT
        k.authority, k.service, k.objective, k.code, k.title, k.description, k.outcome, k.indicator, k.owner,
        k.due, k.due_text, k.revised_due, k.completed_on, k.progress, k.cost, k.compensatory_saving,
        CASE
            WHEN k.cancelled OR r.rating = 'aborted'                                THEN 'cancelled'
            WHEN r.rating = 'completed'                                             THEN 'completed'
            WHEN k.progress >= 100 OR k.completed_on <= $at                         THEN 'completed'
            WHEN COALESCE(k.revised_due, k.due) < $at                               THEN 'overdue'
            WHEN COALESCE(k.revised_due, k.due) <= CAST($at AS DATE) + INTERVAL '30' DAY THEN 'warning'
            WHEN m.next_due <= CAST($at AS DATE) + INTERVAL '30' DAY                THEN 'warning'
            ELSE 'in_progress'
        END                     AS status,
        k.stated_status, k.comments,
        COALESCE(m.milestones, 0) AS milestones, COALESCE(m.milestones_done, 0) AS milestones_done,
        m.next_due              AS next_milestone_due,
        r.rated_in, r.rating, r.rating_label, r.considered_by, COALESCE(r.needs_commentary, FALSE) AS needs_commentary,
        k.submission, k.sheet, k.cell
    FROM all_actions AS k
    LEFT JOIN milestone_states AS m ON m.authority = k.authority AND m.action = k.code
    LEFT JOIN latest_ratings AS r ON r.authority = k.authority AND r.code = k.code
) AS a
JOIN known_authorities AS n ON n.authority = a.authority
LEFT JOIN promises AS p ON p.authority = a.authority AND p.code = a.code
WHERE ($authorities IS NULL OR POSITION('|' || a.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || a.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || a.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR a.objective = $objective)
ORDER BY n.authority_name, n.authority, a.code
