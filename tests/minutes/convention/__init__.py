"""Tests of the agreed form."""
