-- What was asked at meetings, newest meeting first: whose it is to answer, by when, and the answer.
-- grain: question
SELECT
    q.question,
    q.meeting_on,
    q.text,
    q.asked_by,
    q.subject,
    q.indicator,
    i.indicator_name,
    q.authority,
    n.authority_name,
    q.owner,
    q.due,
    q.answer,
    q.answered_by,
    q.answered_on,
    CASE
        WHEN q.answer IS NOT NULL THEN 'answered'
        WHEN q.due < $at          THEN 'overdue'
        ELSE 'open'
    END                         AS state
FROM known_board_questions AS q
JOIN known_authorities AS n ON n.authority = q.authority
LEFT JOIN known_indicators AS i ON i.indicator = q.indicator
WHERE ($authorities IS NULL OR POSITION('|' || q.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR q.indicator IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR q.indicator IS NULL OR POSITION('|' || q.indicator || '|' IN $indicators) > 0)
ORDER BY q.meeting_on DESC, q.question
