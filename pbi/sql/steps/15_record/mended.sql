-- What a person had read in the place of what a cell holds, for each receipt of a figure it went into.
-- grain: indicator × authority × period × version
SELECT
    o.indicator,
    o.authority,
    o.period,
    o.version,
    CASE
        WHEN MIN(f.message) = MAX(f.message) THEN MIN(f.message)
        ELSE MIN(f.message) || ' ' || MAX(f.message)
    END     AS read_as      -- what the cell holds, what it was read as, and by whom
FROM outturn AS o
JOIN finding AS f
    ON  f.submission = o.submission
    AND f.sheet = o.sheet
    AND POSITION(', ' || o.cell || ',' IN ', ' || f.fix || ',') > 0     -- the cells of the figures it went into
WHERE f.rule = 'fix-applied'
GROUP BY o.indicator, o.authority, o.period, o.version
