"""Every state, kind, road, role and reason has its Danish word, and reads well."""

from datetime import UTC, datetime

import pytest

from bot.domain.notices import NoticeKind
from bot.domain.people import Road, Role
from bot.domain.verbs import Verb
from bot.errors import UnreadableError
from bot.minutes import archives, decoding, documents, html, pdf, word
from bot.storage.outbox import OutboxState
from bot.web import words
from bot.web.unreadable import danish
from bot.web.week import coming_week


def test_every_word_is_there() -> None:
    """A new state without a word fails here, not on somebody's page."""
    assert set(words.ROADS) == set(words.BY_ROAD) == set(Road)
    assert set(words.ROLES) == set(Role)
    assert set(words.NOTICES) == set(NoticeKind)
    assert set(words.STATES) == set(OutboxState)
    assert set(words.ANSWERS) == {Verb.VOLUNTEER, Verb.MAYBE}


@pytest.mark.parametrize("module", [archives, decoding, documents, html, pdf, word])
def test_every_reason_why_a_file_cannot_be_read_is_danish(module: object) -> None:
    """The reader's sentences are constants that end with a full stop."""
    for said in vars(module).values():
        if isinstance(said, str) and said.endswith(".") and " " in said and "\n" not in said:
            if said.startswith("The door") or said == module.__doc__:
                continue
            ours = danish(UnreadableError(f"referat.pdf: {said}"))
            assert ours.endswith(".")
            assert " the " not in f" {ours.casefold()} "


def test_lines_are_named_as_one_would() -> None:
    """One, a span, several."""
    assert words.lines(((4, 4),)) == "linje 4"
    assert words.lines(((4, 6), (9, 9))) == "linje 4–6 og 9"
    assert words.source(None, (), verbatim=False) == "Tilføjet i gennemgangen"


def test_times_are_danish() -> None:
    """Summer and winter, with the year where it is another."""
    now = datetime(2026, 12, 31, 12, tzinfo=UTC)
    assert words.moment(datetime(2026, 7, 1, 12, 5, tzinfo=UTC), now) == "1. juli kl. 14.05"
    assert words.moment(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), now) == "1. jan. 2027 kl. 00.30"


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (datetime(2026, 9, 7, 5, 59, tzinfo=UTC), (2026, 37)),  # Monday, one minute to eight
        (datetime(2026, 9, 7, 6, 0, tzinfo=UTC), (2026, 38)),
        (datetime(2026, 9, 13, 21, 0, tzinfo=UTC), (2026, 38)),  # Sunday
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), (2027, 1)),
    ],
)
def test_the_coming_digest_is_next_mondays(now: datetime, week: tuple[int, int]) -> None:
    """Until Monday at eight it is this week's."""
    assert coming_week(now) == week
