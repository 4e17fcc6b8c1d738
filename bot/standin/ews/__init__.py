"""Exchange Web Services for the demo and the tests: the mailboxes of an Exchange of our own."""
