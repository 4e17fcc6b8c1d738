"""Bolden reads published minutes and follows up with those who promised something."""

__version__ = "0.1.0"
