"""Saved state, on both databases."""
