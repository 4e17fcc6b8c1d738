"""Whom the reviewer may choose: nobody is asked for in a channel only where there is one."""

import pytest

from bot.domain.language import DANISH, ENGLISH, speaking
from bot.domain.notices import NoticeKind, ReviewRequest
from bot.storage.engine import Store
from tests.conftest import Clock
from tests.factories import CHANNEL, found, make_world, minutes, take_in
from tests.followups.conftest import Desk


@pytest.mark.parametrize(
    ("channel", "language", "label"),
    [
        (CHANNEL, DANISH, "Ingen endnu – spørg i kanalen"),
        (None, DANISH, "Ingen endnu"),
        (CHANNEL, ENGLISH, "Nobody yet – ask in the channel"),
        (None, ENGLISH, "Nobody yet"),
    ],
)
async def test_nobody_is_the_first_choice(
    sqlite_store: Store, clock: Clock, channel: str | None, language: str, label: str
) -> None:
    desk = Desk(sqlite_store, await make_world(sqlite_store, channel=channel), clock)
    await desk.do(take_in, desk.world, minutes(found("Skrive en folder")), clock())
    (row,) = await desk.outbox(NoticeKind.REVIEW_REQUEST)
    with speaking(language):
        shown = await desk.seen(row)
    assert isinstance(shown, ReviewRequest)
    assert (shown.choices[0].value, shown.choices[0].label) == ("unassigned", label)
