"""What is said of a corrected follow-up."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.corrected import differences
from bot.domain.versions import ALL, Reading

SENT = Reading("Birk sender tal senest 1. oktober", date(2026, 10, 1), None, ("Birk",))


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (SENT, ()),
        (replace(SENT, owners=()), ("ansvarlig Birk → ingen",)),
        (replace(SENT, owners=(ALL,)), ("ansvarlig Birk → alle kommuner",)),
        (
            replace(SENT, due=None, due_words="snarest"),
            ("frist 1. oktober 2026 → snarest",),
        ),
        (
            # the day in the wording is not told twice
            replace(SENT, task="Birk sender tal senest 5. november", due=date(2026, 11, 5)),
            ("frist 1. oktober 2026 → 5. november 2026",),
        ),
        (
            replace(SENT, task="Birk sender alle tal senest 1. oktober"),
            (
                "ordlyd »Birk sender tal senest 1. oktober« → "
                "»Birk sender alle tal senest 1. oktober«",
            ),
        ),
    ],
)
def test_each_difference_is_said_once_with_before_and_after(
    after: Reading, said: tuple[str, ...]
) -> None:
    assert differences(SENT, after) == said


def test_where_nothing_was_before_nothing_differs() -> None:
    assert differences(None, SENT) == ()
