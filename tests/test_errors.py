"""What a log may hold of an error that nobody expected."""

import pytest

from bot.domain.calendar import week_start
from bot.errors import place_of


def test_the_log_gets_the_kind_and_our_way_there_but_no_words() -> None:
    with pytest.raises(ValueError, match="99") as caught:
        week_start(2026, 99)
    said = place_of(caught.value)
    assert said.startswith("ValueError at calendar.py:")
    assert str(caught.value) not in said
