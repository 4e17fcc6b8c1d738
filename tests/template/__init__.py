"""Tests of the Word template."""
