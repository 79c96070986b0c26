-- What was promised, and is it late: the status derived on the day of judging, beside the status the return stated.
-- Overdue from the day after the due date; Warning when it, or a milestone not done, falls within 30 days or has passed.
-- grain: authority × code
SELECT
    a.authority, n.authority_name, a.service, a.objective, a.code, a.title, a.description, a.outcome, a.indicator, a.owner,
    a.due, a.due_text, a.revised_due, a.completed_on, a.progress,
    CASE
        WHEN a.cancelled                                                        THEN 'cancelled'
        WHEN a.progress >= 100 OR a.completed_on <= $at                         THEN 'completed'
        WHEN COALESCE(a.revised_due, a.due) < $at                               THEN 'overdue'
        WHEN COALESCE(a.revised_due, a.due) <= CAST($at AS DATE) + INTERVAL '30' DAY THEN 'warning'
        WHEN m.next_due <= CAST($at AS DATE) + INTERVAL '30' DAY                THEN 'warning'
        ELSE 'in_progress'
    END                         AS status,
    a.stated_status,
    a.comments,
    COALESCE(m.milestones, 0)   AS milestones,
    COALESCE(m.milestones_done, 0) AS milestones_done,
    m.next_due                  AS next_milestone_due,
    CAST($at AS DATE)           AS judged_on,
    a.submission, a.sheet, a.cell
FROM known_actions AS a
JOIN known_authorities AS n ON n.authority = a.authority
LEFT JOIN milestone_states AS m ON m.authority = a.authority AND m.action = a.code
WHERE ($authorities IS NULL OR POSITION('|' || a.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || a.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || a.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR a.objective = $objective)
ORDER BY n.authority_name, a.code
