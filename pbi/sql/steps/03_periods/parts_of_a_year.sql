-- The months, quarters and halves of a financial year, and the year itself: where each begins, how long it is, and its name.
-- grain: kind × first
SELECT
    kind,
    first,                                       -- the month it begins with: 1 is April
    months,
    number,                                      -- of its kind
    name
FROM (VALUES
    ('month', 1, 1, 1, 'April'),      ('month', 2, 1, 2, 'May'),        ('month', 3, 1, 3, 'June'),
    ('month', 4, 1, 4, 'July'),       ('month', 5, 1, 5, 'August'),     ('month', 6, 1, 6, 'September'),
    ('month', 7, 1, 7, 'October'),    ('month', 8, 1, 8, 'November'),   ('month', 9, 1, 9, 'December'),
    ('month', 10, 1, 10, 'January'),  ('month', 11, 1, 11, 'February'), ('month', 12, 1, 12, 'March'),
    ('quarter', 1, 3, 1, 'Q1'),       ('quarter', 4, 3, 2, 'Q2'),       ('quarter', 7, 3, 3, 'Q3'),  ('quarter', 10, 3, 4, 'Q4'),
    ('half', 1, 6, 1, 'H1'),          ('half', 7, 6, 2, 'H2'),          ('year', 1, 12, 1, 'the year')
) AS p(kind, first, months, number, name)
