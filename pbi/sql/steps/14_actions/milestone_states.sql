-- Milestones of each action on the day of judging: how many, how many done, and the next one that is not.
-- grain: authority × action
SELECT
    authority,
    action,
    COUNT(title)                AS milestones,
    COUNT(CASE WHEN completed_on <= $at THEN 1 END)
                                AS milestones_done,
    MIN(CASE WHEN completed_on IS NULL OR completed_on > $at THEN due END)
                                AS next_due          -- of those not done; it may have passed
FROM standing_milestone
GROUP BY authority, action
