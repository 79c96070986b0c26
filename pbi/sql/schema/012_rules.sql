-- From which day an indicator's rule holds: unit, polarity, roll-up, accumulation and standing. Append-only, as 001.

ALTER TABLE indicator ADD COLUMN rule_from DATE;   -- NULL: from the beginning
