"""An owner's card says what they did last with each, while they may take it back."""

from datetime import date
from typing import Any

import pytest

from bot.domain.followups import FollowUp, Status
from bot.domain.notices import Assignment, NoticeKind, Outcome, Reminder
from bot.domain.sentences import outcome_sentence
from bot.domain.verbs import Verb
from bot.followups import handover
from bot.storage import outbox
from bot.storage.outbox import OutboxRow
from tests.factories import actor, approved, by, found
from tests.followups.conftest import Desk, part

DUE = date(2026, 10, 1)


@pytest.fixture
async def item(desk: Desk) -> FollowUp:
    """Give Birk something to do."""
    task = found("Sende eksempler", by("Birk Tjørnelund"), due=DUE)
    (item,) = await approved(desk.store, desk.world, desk.clock(), task)
    await desk.send_all()
    return item


async def _noted(desk: Desk, row: OutboxRow | None = None) -> Outcome | None:
    """Give what Birk's card says that he did."""
    if row is None:
        (row,) = await desk.outbox(NoticeKind.ASSIGNMENT)
    notice = await desk.seen(row)
    assert isinstance(notice, Assignment | Reminder)
    return notice.tasks[0].noted


@pytest.mark.parametrize(
    ("verb", "more", "said"),
    [
        (Verb.ACCEPT, {}, "Noteret: opgaven er i gang."),
        (Verb.FINISH, {}, "Noteret: opgaven er meldt færdig."),
        (Verb.BLOCK, {}, "Noteret: opgaven sidder fast."),
        (Verb.DECLINE, {}, "Noteret: opgaven er ikke din. Referenten finder en anden."),
        (Verb.DECLINE, {"to": "Gro"}, "Noteret: opgaven er givet videre til Gro Havgaard."),
        (
            Verb.POSTPONE,
            {"due": date(2026, 11, 2)},
            "Noteret: fristen for opgaven er nu 2. november 2026.",
        ),
    ],
)
async def test_it_says_so_until_it_is_taken_back(
    desk: Desk, item: FollowUp, verb: Verb, more: dict[str, Any], said: str
) -> None:
    birk = part(item, desk.world["Birk"])
    await desk.act("Birk", birk, verb, **more)
    (update,) = [row for row in await desk.outbox(updates=True) if row.person_id == _birk(desk)]
    noted = await _noted(desk, update)
    assert noted is not None
    assert outcome_sentence(noted) == said
    await desk.undo("Birk", birk)
    assert await _noted(desk, update) is None


def _birk(desk: Desk) -> int:
    return desk.world["Birk"].person_id


async def test_what_came_before_can_then_be_taken_back(desk: Desk, item: FollowUp) -> None:
    birk = part(item, desk.world["Birk"])
    await desk.act("Birk", birk, Verb.ACCEPT)
    await desk.act("Birk", birk, Verb.POSTPONE, due=date(2026, 11, 2))
    await desk.undo("Birk", birk)
    (update,) = [row for row in await desk.outbox(updates=True) if row.person_id == _birk(desk)]
    assert await _noted(desk, update) == Outcome(Verb.ACCEPT)


async def test_what_the_reviewer_has_changed_is_no_more_the_owners_to_take_back(
    desk: Desk, item: FollowUp
) -> None:
    birk = part(item, desk.world["Birk"])
    await desk.act("Birk", birk, Verb.DECLINE)
    reviewer, gro = actor(desk.world["Tilde"]), desk.world["Gro"]
    own = (await desk.item(item.follow_up_id)).owners[0]
    await desk.do(handover.reassign, reviewer, item, own, gro, now=desk.clock())
    assert (await desk.standing(item.follow_up_id))[0] == ("Birk", Status.HANDED_OVER)
    (update,) = [row for row in await desk.outbox(updates=True) if row.person_id == _birk(desk)]
    assert await _noted(desk, update) is None


async def test_a_reminder_does_not_tell_what_was_said_before_it(desk: Desk, item: FollowUp) -> None:
    birk = part(item, desk.world["Birk"])
    await desk.act("Birk", birk, Verb.ACCEPT)
    desk.clock.forward(hours=24)
    await desk.do(
        outbox.enqueue,
        NoticeKind.REMINDER,
        "remind/1",
        network_id=1,
        minutes_id=item.minutes_id,
        person_id=_birk(desk),
        about={"ownership_ids": [birk]},
        now=desk.clock(),
    )
    await desk.send_all()
    (row,) = await desk.outbox(NoticeKind.REMINDER)
    desk.clock.forward(hours=1)
    await desk.act("Birk", birk, Verb.BLOCK)
    updates = [one for one in await desk.outbox(updates=True) if one.replaces_id == row.outbox_id]
    assert await _noted(desk, updates[-1]) == Outcome(Verb.BLOCK)
    await desk.undo("Birk", birk)
    assert await _noted(desk, updates[-1]) is None
