-- Every question asked at a meeting, as it stands on the day asked about.
-- grain: question
SELECT
    question,
    meeting_on,
    text,
    asked_by,
    subject,                                     -- the slide it was asked about
    indicator,
    authority,
    owner,
    due,
    answer,
    answered_by,
    answered_on
FROM (
    SELECT
        board_question.*,
        ROW_NUMBER() OVER (PARTITION BY question ORDER BY received_on DESC, version DESC) AS place
    FROM board_question
    WHERE received_on <= COALESCE($as_of, DATE '9999-12-31')
) AS ranked
WHERE place = 1 AND NOT withdrawn
