"""A connector that behaves like that of Teams, for the demo and the tests."""
