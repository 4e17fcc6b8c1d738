"""The life of a follow-up, from the reading to the digest."""
