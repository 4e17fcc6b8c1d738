"""A connector like Teams', for the demo and the tests; production settings refuse it."""
