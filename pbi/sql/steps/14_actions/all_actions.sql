-- Every action: those the returns hold, and the questions of meetings that somebody is to answer. The answer completes one.
-- grain: authority × code
SELECT
    authority, code, title, description, outcome, objective, service, indicator, owner,
    due, due_text, revised_due, completed_on, cancelled, progress, cost, compensatory_saving,
    stated_status, comments, submission, sheet, cell
FROM standing_action
UNION ALL
SELECT
    q.authority, q.question, q.text, q.subject, NULL, i.objective, i.service, q.indicator, q.owner,
    q.due, NULL, NULL, q.answered_on, FALSE, NULL, NULL, NULL,
    NULL, q.answer, NULL, NULL, NULL
FROM known_board_questions AS q
LEFT JOIN known_indicators AS i ON i.indicator = q.indicator
WHERE q.owner IS NOT NULL
