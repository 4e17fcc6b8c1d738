"""A call in the channel, as it is for each: who joined is offered to leave, others to join."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import TENANT, Stage
from bot.domain import doubts
from bot.domain.people import SYSTEM, Role
from bot.domain.verbs import Verb
from bot.followups import intake, review
from bot.followups.members import MemberLine, save_members
from bot.standin.buttons import buttons
from bot.standin.places import Post, User
from bot.standin.views import MOST_USERS, look_at
from bot.storage import groups
from bot.storage.tables import metadata
from tests.cards.reading import words
from tests.factories import CALL, KEEPER, SEEKING, minutes
from tests.journeys.staging import MORNING

JOIN, MAYBE, LEAVE = "Jeg melder mig", "Måske", "Meld fra"
MEMBERS = [
    MemberLine(
        "Tilde Rosenhave", "t@example.org", None, "Køge Kommune", "e-tilde", (Role.MINUTE_TAKER,)
    ),
    MemberLine("Birk Tjørnelund", "b@example.org", None, "Faxe Kommune", "e-birk", ()),
]


@pytest.fixture
async def built(tmp_path: Path) -> AsyncIterator[Stage]:
    """Two members whose chats are known, and a call in their channel."""
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        await built.cast("broer", "Brobygning", MEMBERS)
        assert built.network is not None
        async with built.parts.store.transaction() as connection:
            read = minutes(CALL, groups=(SEEKING,))
            done = await intake.take_in(
                connection, built.network, read, b"x", "r.pdf", actor=SYSTEM, now=built.clock()
            )
            await review.approve(connection, done.minutes_id, actor=KEEPER, now=built.clock())
        await built.settle()
        yield built


def call(built: Stage) -> Post:
    assert built.channel is not None
    (found,) = (
        post for post in built.channel.posts if post.card and SEEKING.name in words(post.card)
    )
    return found


async def offered(built: Stage, user: User) -> list[str]:
    """Give what somebody is offered who scrolls past the call."""
    seen = await look_at(built.driver, user, call(built))
    return [one.title for one in buttons(seen or {})]


async def press(built: Stage, user: User, title: str) -> None:
    seen = call(built).card_for(user) or {}
    (button,) = (one for one in buttons(seen) if one.title == title)
    await built.driver.click(user, call(built).activity_id, button)
    await built.settle()


async def everything(built: Stage) -> dict[str, list[Any]]:
    """Give all that is stored."""
    async with built.parts.store.transaction() as connection:
        return {
            table.name: [tuple(row) for row in await connection.execute(select(table))]
            for table in metadata.sorted_tables
        }


async def test_each_is_offered_what_they_can_do(built: Stage) -> None:
    tilde, birk = built.users["e-tilde"], built.users["e-birk"]
    assert await offered(built, birk) == [JOIN, MAYBE]
    await press(built, birk, JOIN)
    assert await offered(built, birk) == [LEAVE]
    assert "Du er meldt til »Arbejdsgruppe om overgange«." in words(
        call(built).card_for(birk) or {}
    )
    assert await offered(built, tilde) == [JOIN, MAYBE]
    await press(built, tilde, MAYBE)
    assert await offered(built, tilde) == [JOIN, LEAVE]
    await press(built, birk, LEAVE)
    assert await offered(built, birk) == [JOIN, MAYBE]


async def test_the_card_is_true_for_whoever_is_not_asked_for(built: Stage) -> None:
    tilde, birk = built.users["e-tilde"], built.users["e-birk"]
    new = built.standin.world.add_user("Ny Ansat", entra_id="e-ny", tenant_id=TENANT)
    await press(built, birk, JOIN)
    assert (call(built).card or {})["refresh"]["userIds"] == [birk.user_id, tilde.user_id]
    assert await offered(built, new) == [JOIN, MAYBE, LEAVE]
    # nor does anything hang on a client that never asks
    await press(built, birk, LEAVE)
    assert "Ingen er med endnu" in words(call(built).card or {})


async def test_to_look_changes_nothing_at_all(built: Stage) -> None:
    before, calls = await everything(built), len(built.standin.record.calls)
    built.parts.wake.clear()
    for user in built.users.values():
        for _ in range(3):
            await offered(built, user)
    assert await everything(built) == before
    assert not built.parts.wake.is_set()
    await built.settle()
    assert len(built.standin.record.calls) == calls


async def test_a_forged_look_shows_nothing(built: Stage) -> None:
    """Who is on no list, or names a group of others, is not shown its roster."""
    stranger = built.standin.world.add_user("Otto Ukendt", entra_id="e-otto", tenant_id=TENANT)
    forged = {"verb": Verb.VIEW.value, "data": {"group_id": "1"}}
    shown = await built.driver.invoke_card(
        stranger, call(built).activity_id, forged, trigger="automatic"
    )
    assert (shown.card, shown.sentence) == (None, doubts.UNKNOWN_PERSON)
    forged["data"] = {"group_id": "77"}
    birk = built.users["e-birk"]
    shown = await built.driver.invoke_card(
        birk, call(built).activity_id, forged, trigger="automatic"
    )
    assert (shown.card, shown.sentence) == (None, doubts.GONE)


async def test_sixty_are_asked_for_and_who_has_joined_is_among_them(built: Stage) -> None:
    assert built.network is not None
    names = [f"Navn{number} Navnesen" for number in range(70)]
    lines = [
        MemberLine(name, f"{name[:6].strip()}@example.org", None, "Greve Kommune", f"e-{name}", ())
        for name in names
    ]
    async with built.parts.store.transaction() as connection:
        await save_members(connection, built.network, lines)
    for one in lines:
        user = built.standin.world.add_user(one.name, entra_id=one.entra_id, tenant_id=TENANT)
        await built.driver.say(user, "hjælp")
    last = user
    assert await offered(built, last) == [JOIN, MAYBE, LEAVE]
    await press(built, last, JOIN)
    asked = (call(built).card or {})["refresh"]["userIds"]
    assert (len(asked), asked[0]) == (MOST_USERS, last.user_id)
    assert await offered(built, last) == [LEAVE]


async def test_a_closed_call_asks_nobody(built: Stage) -> None:
    async with built.parts.store.transaction() as connection:
        (group,) = await groups.groups(connection)
    tilde = built.users["e-tilde"]
    await built.driver.press(
        tilde,
        call(built).activity_id,
        Verb.CLOSE_GROUP.value,
        {"group_id": str(group.group_id)},
    )
    await built.settle()
    assert "refresh" not in (call(built).card or {})
    assert "Tilmeldingen er lukket." in words(call(built).card_for(tilde) or {})
