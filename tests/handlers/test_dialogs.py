"""The dialog of one draft: it shows what stands, takes what is changed, and says what is wrong."""

from typing import Any

import pytest

from bot.domain import doubts
from bot.domain.followups import FollowUp, Status
from bot.domain.verbs import Verb
from bot.followups import review
from bot.followups.composing.composer import Composer
from bot.storage import followups
from bot.storage.engine import Store
from cards import review_dialog
from handlers import teams_activities
from handlers import teams_texts as texts
from handlers.dialogs import Dialogs
from handlers.dispatch import Dispatcher
from tests.cards.reading import inputs, words
from tests.conftest import Clock
from tests.factories import KEEPER, World, by, found, make_world, minutes, take_in


class Desk:
    """Teams' side of the dialog."""

    def __init__(self, store: Store, clock: Clock, world: World) -> None:
        dispatcher = Dispatcher(store, Composer("https://tavle.example.org"), clock, lambda: None)
        self.dialogs = Dialogs(dispatcher, review_dialog.build, review_dialog.title)
        self.store, self.clock, self.world = store, clock, world
        self.count = 0

    async def fetch(self, who: str, data: object) -> dict[str, Any]:
        """Ask for the dialog."""
        answer = await self.dialogs.fetch(self.arrived("task/fetch", who, data))
        assert answer.status == 200
        return answer.body or {}

    async def submit(self, who: str, data: object) -> dict[str, Any]:
        """Send it back; {} is closed."""
        answer = await self.dialogs.submit(self.arrived("task/submit", who, data))
        assert answer.status == 200
        return answer.body or {}

    def arrived(self, name: str, who: str, data: object) -> teams_activities.Arrived:
        """Give the activity."""
        self.count += 1
        sender = {"id": "29:x"} | ({"aadObjectId": f"entra-{who.casefold()}"} if who else {})
        return teams_activities.read(
            {
                "type": "invoke",
                "id": f"f:{self.count}",
                "name": name,
                "channelId": "msteams",
                "serviceUrl": "https://smba.example.org",
                "conversation": {"id": "a:1", "conversationType": "personal"},
                "from": sender,
                "value": {"data": data},
            }
        )

    async def draft(self) -> FollowUp:
        """Give the draft as it stands."""
        async with self.store.transaction() as connection:
            return await followups.follow_up_of(connection, 1)


@pytest.fixture
async def desk(sqlite_store: Store, clock: Clock) -> Desk:
    """Hand in minutes with one draft."""
    world = await make_world(sqlite_store)
    day = clock().date()
    read = minutes(
        found("Sende eksempler", by("Birk Tjørnelund"), due=day, item="2. Skole", confidence=0.8)
    )
    async with sqlite_store.transaction() as connection:
        await take_in(connection, world, read, clock())
    return Desk(sqlite_store, clock, world)


def card(body: dict[str, Any]) -> dict[str, Any]:
    """Give the card in the dialog."""
    content: dict[str, Any] = body["task"]["value"]["card"]["content"]
    return content


def said(body: dict[str, Any]) -> str:
    """Give the sentence that comes in a dialog's place."""
    assert body["task"]["type"] == "message"
    sentence: str = body["task"]["value"]
    return sentence


WHOLE = {"verb": "review.edit", "draft": "1", "whole": "1"}
AS_IT_IS = WHOLE | {"task": "Sende eksempler", "owner": "", "due": "2026-09-08"}


async def test_it_shows_what_stands(desk: Desk) -> None:
    body = await desk.fetch("Tilde", {"draft": "1", "msteams": {"type": "task/fetch"}})
    assert body["task"]["value"]["title"] == "Ret opfølgning nr. 1"
    shown = card(body)
    assert "»Det blev aftalt: Sende eksempler« · 2. Skole" in words(shown)
    assert "Som nu: Birk Tjørnelund" in words(shown)
    values = {field["id"]: field.get("value") for field in inputs(shown)}
    assert values == {"task": "Sende eksempler", "owner": None, "due": "2026-09-08"}
    assert [one["title"] for one in shown["actions"]] == ["Gem", "Fjern opfølgningen"]
    assert {one["type"] for one in shown["actions"]} == {"Action.Submit"}


async def test_what_is_changed_is_stored_and_the_dialog_closes(desk: Desk) -> None:
    gro = desk.world["Gro"].person_id
    changed = AS_IT_IS | {"task": "Sende tre", "owner": f"person:{gro}", "due": "2026-10-01"}
    assert await desk.submit("Tilde", changed) == {}
    draft = await desk.draft()
    assert (draft.task, str(draft.due), draft.owners[0].name) == (
        "Sende tre",
        "2026-10-01",
        "Gro Havgaard",
    )


async def test_a_date_that_is_emptied_is_gone(desk: Desk) -> None:
    assert await desk.submit("Tilde", AS_IT_IS | {"due": ""}) == {}
    draft = await desk.draft()
    assert (draft.due, draft.owners[0].name) == (None, "Birk Tjørnelund")


async def test_the_draft_is_removed_from_it(desk: Desk) -> None:
    assert await desk.submit("Tilde", {"verb": "review.drop", "draft": "1"}) == {}
    assert (await desk.draft()).status is Status.DROPPED
    assert said(await desk.fetch("Tilde", {"draft": "1"})) == doubts.GONE


async def test_what_is_refused_is_said_above_what_was_typed(desk: Desk) -> None:
    body = await desk.submit("Tilde", AS_IT_IS | {"task": "Andet", "due": "2026-01-01"})
    shown = card(body)
    assert words(shown).startswith(doubts.DUE_BEFORE_MEETING)
    assert inputs(shown)[0]["value"] == "Andet"
    assert (await desk.draft()).task == "Sende eksempler"


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("Birk", doubts.NOT_REVIEWER),
        ("Nogen", doubts.UNKNOWN_PERSON),
        ("", texts.WHO_ARE_YOU),
    ],
)
async def test_nobody_else_sees_or_changes_it(desk: Desk, who: str, sentence: str) -> None:
    before = await desk.draft()
    assert said(await desk.fetch(who, {"draft": "1"})) == sentence
    assert said(await desk.submit(who, AS_IT_IS | {"task": "Andet"})) == sentence
    assert await desk.draft() == before


@pytest.mark.parametrize("data", [{}, {"draft": "99"}, {"draft": ["1"]}, {"draft": "x"}, None, "1"])
async def test_a_forged_id_is_politely_refused(desk: Desk, data: object) -> None:
    assert said(await desk.fetch("Tilde", data)) == doubts.GONE
    assert said(await desk.submit("Tilde", data)) == doubts.GONE


@pytest.mark.parametrize("verb", [Verb.APPROVE.value, Verb.FINISH.value, "x", None, 7])
async def test_a_dialog_does_nothing_else(desk: Desk, verb: object) -> None:
    assert said(await desk.submit("Tilde", AS_IT_IS | {"verb": verb, "minutes_id": "1"}))
    assert (await desk.draft()).status is Status.DRAFT


async def test_once_approved_it_is_too_late(desk: Desk) -> None:
    async with desk.store.transaction() as connection:
        await review.approve(connection, 1, actor=KEEPER, now=desk.clock())
    assert said(await desk.fetch("Tilde", {"draft": "1"})) == doubts.ALREADY_APPROVED
    assert said(await desk.submit("Tilde", AS_IT_IS)) == doubts.ALREADY_APPROVED
