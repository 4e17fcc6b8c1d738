"""Saved state: tables, queries, the outbox and the history."""
