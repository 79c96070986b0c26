"""What is wrong or doubtful in a return: each check, and the words in which a person reads of it."""
