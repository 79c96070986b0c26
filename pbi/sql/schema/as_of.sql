-- Which version of a row counts on the day asked about. Of each table named here one step is made (pbi/store/as_of.py), which
-- gives of every key the row of that version, unless it was withdrawn. No data depends on this file: it makes no table.
--
-- COMMENT ON TABLE:   the step's name, the window, and what the step says of itself
--   rule   what was set: the first version counts even before it was known
--   fact   what was received: there is nothing before it came; of what a return brings, submissions can be left out ($without)
--   until  a day from which a fact no longer counts
--   by     what is received together, where a table has no key: every row of the last receipt counts
-- COMMENT ON COLUMN:  AS another name; and what is not plain from the name. A column is left out by 'without'.

COMMENT ON TABLE authority IS 'known_authorities, rule: Each authority as the catalogue names it.';
COMMENT ON COLUMN authority.code IS 'AS authority';
COMMENT ON COLUMN authority.name IS 'AS authority_name';
COMMENT ON COLUMN authority.kind IS 'AS authority_kind';

COMMENT ON TABLE service IS 'known_services, rule: Each service with its purpose.';
COMMENT ON COLUMN service.code IS 'AS service';
COMMENT ON COLUMN service.name IS 'AS service_name';

COMMENT ON TABLE objective IS 'known_objectives, rule: Each objective with its plan and group.';
COMMENT ON COLUMN objective.code IS 'AS objective';
COMMENT ON COLUMN objective.authority IS 'NULL: of whoever keeps the store';

COMMENT ON TABLE membership IS 'known_memberships, rule: Who belongs to which partnership and when.';

COMMENT ON TABLE comparator_group IS 'known_comparators, rule: Who is in which comparator group and when.';
COMMENT ON COLUMN comparator_group.valid_from IS '1 April 2000: as far back as figures go';

COMMENT ON TABLE tolerance IS 'known_tolerances, rule: The tolerances by which figures are judged.';
COMMENT ON COLUMN tolerance.valid_from IS '1 April 2000: as far back as figures go';
COMMENT ON COLUMN tolerance.version IS 'of the journal entry that set it';

COMMENT ON TABLE agreement_share IS 'known_agreement_shares, rule: The shares agreed between the members of a partnership.';
COMMENT ON COLUMN agreement_share.share IS 'percent';

COMMENT ON TABLE agreement_tolerance IS 'known_agreement_tolerances, rule: How far demand may lie from the agreed share.';
COMMENT ON COLUMN agreement_tolerance.points IS 'percentage points';

COMMENT ON TABLE budget IS 'known_budgets, rule: What the members of a partnership pay together for a period.';
COMMENT ON COLUMN budget.amount IS 'pounds';

COMMENT ON TABLE demand_weight IS 'known_demand_weights, rule: The indicators that count as demand.';
COMMENT ON COLUMN demand_weight.hours_per_case IS 'the hours agreed for a case; 1 for plain volume';

COMMENT ON TABLE rating_word IS 'known_rating_words, rule: The words of quarterly ratings, and who considers each.';
COMMENT ON COLUMN rating_word.role IS 'good | near | bad | unknown: not available';
COMMENT ON COLUMN rating_word.considered_by IS 'to whom such a rating is escalated; NULL: nobody';

COMMENT ON TABLE outturn IS 'standing_outturn, fact: Each outturn as received.';

COMMENT ON TABLE action IS 'standing_action, fact: Each action.';
COMMENT ON COLUMN action.due_text IS 'as the return wrote it';
COMMENT ON COLUMN action.progress IS 'percent';
COMMENT ON COLUMN action.cost IS 'pounds';

COMMENT ON TABLE milestone IS 'standing_milestone, fact: Each milestone of an action.';

COMMENT ON TABLE rating IS 'standing_rating, fact: Each rating.';
COMMENT ON COLUMN rating.subject IS 'action | indicator';

COMMENT ON TABLE achievement IS 'standing_achievement, fact: Each achievement.';

COMMENT ON TABLE commentary IS
    'standing_commentary, fact, by authority indicator service period kind, every text: Each commentary.';

COMMENT ON TABLE circumstance IS 'known_circumstances, fact: Exceptional circumstances.';
COMMENT ON COLUMN circumstance.period_kind IS 'without';
COMMENT ON COLUMN circumstance.period_start IS 'without';
COMMENT ON COLUMN circumstance.period_end IS 'without';

COMMENT ON TABLE rebase IS 'known_rebases, fact, until lifted_on: The periods from which people set new limits.';
COMMENT ON COLUMN rebase.baseline IS 'NULL: limits from every row of the segment';
COMMENT ON COLUMN rebase.period_kind IS 'without';
COMMENT ON COLUMN rebase.period_start IS 'without';
COMMENT ON COLUMN rebase.period_end IS 'without';

COMMENT ON TABLE flag IS 'known_flags, fact, until lowered_on: The flags people raised.';
COMMENT ON COLUMN flag.kind IS 'concern | excellence | media';

COMMENT ON TABLE chaser IS 'known_chasers, fact: Every letter recorded as sent.';
COMMENT ON COLUMN chaser.service IS 'NULL: about every service';

COMMENT ON TABLE board_question IS 'known_board_questions, fact: Every question asked at a meeting.';
COMMENT ON COLUMN board_question.subject IS 'the slide it was asked about';
