"""Tests of the connector stand-in."""
