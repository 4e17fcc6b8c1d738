"""Tests mirror the code; journeys go end to end."""
