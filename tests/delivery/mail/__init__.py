"""Tests of the mails that go out."""
