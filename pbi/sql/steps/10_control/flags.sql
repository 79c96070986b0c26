-- What a panel should look at in the asked period, whatever the statuses: changes by more than chance (movements), raised by the
-- rule, and the concerns, excellence and media interest that people raised of a period that overlaps it.
-- grain: indicator × authority × period × kind × raised_by
SELECT
    f.indicator, i.indicator_name, f.authority, n.authority_name, i.service, i.objective,
    f.period,
    f.kind,                                      -- significant change | concern | excellence | media
    f.verdict,                                   -- of a significant change: improvement | concern | high | low
    f.raised_by,
    f.reason,
    f.raised_on                                  -- NULL: worked out
FROM (
    SELECT
        s.indicator, s.authority, s.period, 'significant change' AS kind,
        CASE s.movement WHEN 'better' THEN 'improvement' WHEN 'worse' THEN 'concern' WHEN 'higher' THEN 'high' ELSE 'low' END AS verdict,
        'the rule' AS raised_by,
        CASE WHEN s.moved_by = 'year before' THEN 'changed on ' || s.previous_period || ' by more than chance'
             ELSE CASE s.completed_rule
                      WHEN 'outside_high'      THEN 'a figure above its usual range'
                      WHEN 'outside_low'       THEN 'a figure below its usual range'
                      WHEN 'trend_up'          THEN 'seven figures rising'
                      WHEN 'trend_down'        THEN 'seven figures falling'
                      WHEN 'two_of_three_high' THEN 'two of three figures near the top of its usual range'
                      WHEN 'two_of_three_low'  THEN 'two of three figures near the bottom of its usual range'
                      WHEN 'shift_high'        THEN 'seven figures above its average'
                      WHEN 'shift_low'         THEN 'seven figures below its average'
                  END || ', in ' || s.moved_in END AS reason,
        CAST(NULL AS DATE) AS raised_on
    FROM signals AS s
    WHERE s.movement IN ('better', 'worse', 'higher', 'lower')
    UNION ALL
    SELECT k.indicator, k.authority, k.period, k.kind, NULL, k.raised_by, k.reason, k.raised_on
    FROM known_flags AS k
    WHERE k.period_end   >= COALESCE($period_start, DATE '0001-01-01')
      AND k.period_start <= COALESCE($period_end, DATE '9999-12-31')
) AS f
JOIN known_indicators AS i ON i.indicator = f.indicator
JOIN known_authorities AS n ON n.authority = f.authority
WHERE ($authorities IS NULL OR POSITION('|' || f.authority || '|' IN $authorities) > 0)
  AND ($services    IS NULL OR POSITION('|' || i.service   || '|' IN $services) > 0)
  AND ($indicators  IS NULL OR POSITION('|' || f.indicator || '|' IN $indicators) > 0)
  AND ($objective   IS NULL OR i.objective = $objective)
ORDER BY i.objective, UPPER(f.indicator), n.authority_name, n.authority, f.kind, f.raised_by
