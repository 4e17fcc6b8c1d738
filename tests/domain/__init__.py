"""The rules and words that everything shares."""
