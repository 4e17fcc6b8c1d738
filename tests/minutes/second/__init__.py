"""Tests of what is asked of a second reader and what is believed of its answer."""
