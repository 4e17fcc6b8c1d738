"""Looks at every card as Teams shows it: light, dark and on a phone."""
