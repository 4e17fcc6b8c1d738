"""Every state, kind, road, role and reason has its word, and reads well."""

from datetime import UTC, datetime
from importlib import import_module
from pkgutil import iter_modules

import pytest

from bot import minutes
from bot.domain.language import speaking
from bot.domain.notices import NoticeKind
from bot.domain.people import Road, Role
from bot.domain.unreadable import OTHERWISE, why
from bot.errors import UnreadableError
from bot.storage.outbox import OutboxState
from bot.web import words
from bot.web.week import coming_week


def test_every_word_is_there() -> None:
    """A new state without a word fails here, not on somebody's page."""
    assert set(words.ROADS) == set(words.BY_ROAD) == set(Road)
    assert set(words.ROLES) == set(Role)
    assert set(words.NOTICES) == set(NoticeKind)
    assert set(words.STATES) == set(OutboxState)


def _sentences() -> list[str]:
    """Give the reader's reasons: its constants of the form "what is wrong; what to do."."""
    modules = [import_module(one.name) for one in iter_modules(minutes.__path__, "bot.minutes.")]
    held = [value for module in modules for name, value in vars(module).items() if name.isupper()]
    return [said for said in held if isinstance(said, str) and "; " in said and said[-1] == "."]


def test_every_reason_why_a_file_cannot_be_read_is_danish() -> None:
    """A new reason of the reader's without a Danish sentence fails here."""
    sentences = _sentences()
    assert len(sentences) > 12
    for said in sentences:
        ours = why(UnreadableError(f"referat.pdf: {said}"))
        assert ours != OTHERWISE, said
        assert len(ours) <= 80


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


def test_times_as_the_english_write_them() -> None:
    """The hour is Denmark's all the same."""
    now = datetime(2026, 12, 31, 12, tzinfo=UTC)
    with speaking("en"):
        assert words.moment(datetime(2026, 9, 1, 12, 5, tzinfo=UTC), now) == "1 Sep at 14:05"


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
