-- What is asked at meetings, who is to answer it, and the answer: each change of a question is a row of its own. As 001.

CREATE TABLE board_question (
    question VARCHAR NOT NULL,          -- BQ1, BQ2, … in the order in which they were logged
    meeting_on DATE NOT NULL,           -- the meeting at which it was asked
    text VARCHAR NOT NULL, asked_by VARCHAR NOT NULL,
    subject VARCHAR,                    -- the slide it was asked about
    indicator VARCHAR, authority VARCHAR NOT NULL,
    owner VARCHAR, due DATE,            -- with an owner it is an action
    answer VARCHAR, answered_by VARCHAR, answered_on DATE,
    version INTEGER NOT NULL, received_on DATE NOT NULL, withdrawn BOOLEAN DEFAULT FALSE,
    UNIQUE (question, version)
);
