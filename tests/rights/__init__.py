"""Who may do what: the table, and a press for each of its cells."""
