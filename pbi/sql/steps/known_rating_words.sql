-- The words of quarterly ratings, and who considers each, as known on the day asked about (the first where it is older than any).
-- grain: rating
SELECT
    rating,
    label,
    symbol,
    colour,
    position,
    role,                                        -- good | near | bad | unknown: not available
    considered_by,                               -- to whom such a rating is escalated; NULL: nobody
    needs_commentary
FROM (
    SELECT
        rating_word.*,
        ROW_NUMBER() OVER (
            PARTITION BY rating
            ORDER BY
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN 0 ELSE 1 END,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN received_on END DESC,
                CASE WHEN received_on <= COALESCE($as_of, DATE '9999-12-31') THEN version END DESC,
                received_on,
                version
        )                       AS place
    FROM rating_word
) AS ranked
WHERE place = 1 AND NOT withdrawn
