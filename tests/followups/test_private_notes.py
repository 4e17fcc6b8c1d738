"""What is noted from a private chat is between who noted it, its owner and their substitute."""

from datetime import date, timedelta

import pytest

from bot.domain import doubts
from bot.domain.followups import FollowUp, Status
from bot.domain.verbs import Verb
from bot.errors import NotAllowedError
from bot.followups import handover, noting, ownership, private_notes
from bot.followups.composing.context import Context
from bot.followups.composing.digest import digest_of
from bot.followups.noting import Note
from bot.storage import followups, meetings, substitutes
from bot.storage.substitutes import Substitution
from bot.storage.tables import follow_up
from tests.factories import KEEPER, actor
from tests.followups.conftest import BOARD, Desk, part

SECRET = "Spørg om orloven"


async def noted(
    desk: Desk, channel_id: str | None = None, *, by: str = "Birk", owner: str = "Lau"
) -> FollowUp:
    """Have one member note a task of another."""
    person, network = desk.world[by], desk.world.network
    value = f"{network.network_id}:{desk.world[owner].person_id}"
    note = Note(SECRET, value, date(2026, 10, 1), "Det bliver mellem os.")
    item, _ = await desk.do(
        noting.note, actor(person), person, note, channel_id=channel_id, now=desk.clock()
    )
    return item


async def seen_by(desk: Desk, who: str) -> list[str]:
    network_id, today = desk.world.network.network_id, desk.clock().date()
    async with desk.store.transaction() as connection:
        held = await meetings.private_minutes(connection, network_id)
        ids = [one.minutes_id for one in held]
        items = await followups.follow_ups(connection, follow_up.c.minutes_id.in_(ids))
        one = KEEPER if who == "keeper" else actor(desk.world[who])
        return [i.task for i in await private_notes.seen(connection, one, held, items, today)]


async def _coming_digest(desk: Desk) -> str:
    year, week, _ = (desk.clock() + timedelta(days=7)).isocalendar()
    async with desk.store.transaction() as connection:
        context = Context(connection, BOARD, desk.clock())
        return str(await digest_of(context, desk.world.network.network_id, year, week))


async def test_the_digest_tells_of_the_channels_notes_alone(desk: Desk) -> None:
    await noted(desk)
    assert SECRET not in await _coming_digest(desk)
    await noted(desk, desk.world.network.channel_id)
    assert SECRET in await _coming_digest(desk)


async def test_it_is_seen_by_who_noted_it_and_its_owner(desk: Desk) -> None:
    await noted(desk)
    assert await seen_by(desk, "Birk") == [SECRET]
    assert await seen_by(desk, "Lau") == [SECRET]
    for who in ("Tilde", "Asger", "Gro", "keeper"):
        assert await seen_by(desk, who) == []


async def test_it_follows_the_task_to_another_owner(desk: Desk) -> None:
    item = await noted(desk)
    await desk.act("Lau", part(item, desk.world["Lau"]), Verb.DECLINE, to="Gro")
    assert await seen_by(desk, "Gro") == [SECRET]
    assert await seen_by(desk, "Lau") == []


async def test_a_substitute_sees_it_while_they_stand_in(desk: Desk) -> None:
    await noted(desk)
    today = desk.clock().date()
    lau, gro = desk.world["Lau"].person_id, desk.world["Gro"].person_id
    standing_in = Substitution(lau, gro, today, today + timedelta(days=2))
    await desk.do(substitutes.write, lau, standing_in)
    assert await seen_by(desk, "Gro") == [SECRET]
    desk.clock.forward(hours=48)
    assert await seen_by(desk, "Gro") == []


@pytest.mark.parametrize("who", ["Tilde", "Asger", "Elva"])
async def test_nobody_else_touches_it_whatever_they_lead(desk: Desk, who: str) -> None:
    item = await noted(desk)
    lau, person = part(item, desk.world["Lau"]), desk.world[who]
    with pytest.raises(NotAllowedError, match=doubts.NOT_YOURS):
        await desk.act(who, lau, Verb.FINISH)
    with pytest.raises(NotAllowedError, match=doubts.NOT_REVIEWER):
        await desk.do(
            handover.reassign, actor(person), item, item.owners[0], person, now=desk.clock()
        )
    await desk.act("Lau", lau, Verb.DECLINE)
    with pytest.raises(NotAllowedError, match=doubts.NOT_YOURS):
        await desk.do(ownership.take, actor(person), person, item.follow_up_id, now=desk.clock())
    assert await desk.standing(item.follow_up_id) == [("Lau", Status.DECLINED)]


async def test_who_noted_it_finds_another_owner(desk: Desk) -> None:
    item = await noted(desk)
    await desk.act("Lau", part(item, desk.world["Lau"]), Verb.DECLINE)
    birk, gro = desk.world["Birk"], desk.world["Gro"]
    own = (await desk.item(item.follow_up_id)).owners[0]
    await desk.do(handover.reassign, actor(birk), item, own, gro, now=desk.clock())
    assert ("Gro", Status.OPEN) in await desk.standing(item.follow_up_id)


async def test_private_and_common_notes_of_a_day_are_apart(desk: Desk) -> None:
    private, common = await noted(desk), await noted(desk, desk.world.network.channel_id)
    again = await noted(desk)
    assert private.minutes_id == again.minutes_id != common.minutes_id
