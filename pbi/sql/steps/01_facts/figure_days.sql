-- The days on which periods end that some indicators have figures of: what a changed rule would judge.
-- grain: indicator × period_end
SELECT DISTINCT indicator, period_end
FROM reported
WHERE (value IS NOT NULL OR numerator IS NOT NULL)
  AND ($indicators IS NULL OR POSITION('|' || indicator || '|' IN $indicators) > 0)
