"""»Gør til opfølgning«: from a message in Teams to a task that somebody has been told of."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.demo import mailing
from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import TENANT, Stage
from bot.domain import doubts
from bot.domain.followups import FollowUp, Status
from bot.domain.welcoming import TITLE
from bot.followups.members import MemberLine
from bot.followups.noting import NOT_IN_NETWORK
from bot.standin.driver import Shown
from bot.standin.extension import Json, message, open_form, send_form
from bot.standin.places import Conversation
from bot.storage import conversations, followups, people
from bot.storage.people import Wishes
from handlers import teams_texts as texts
from tests.cards.reading import inputs, words
from tests.conftest import TUESDAY

_MEMBERS = (("Ylva Haslund", "e-ylva"), ("Asger Vind", "e-asger"), ("Karl Tornby", None))
CONTENT = (
    "<blockquote>Hvem gør det?</blockquote><p>Jeg sender <b>listen</b>.<br>CPR 010190-1234</p>"
)


@pytest.fixture
async def built(tmp_path: Path) -> AsyncIterator[Stage]:
    """A network of three, one of them without Teams."""
    async with stage(tmp_path, DemoClock(TUESDAY), port=0) as built:
        lines = [
            MemberLine(name, f"{name[:4].lower()}@example.org", None, "Køge Kommune", entra_id, ())
            for name, entra_id in _MEMBERS
        ]
        await built.cast("broer", "Brobygning", lines)
        await built.settle()
        yield built


@pytest.fixture
def payload(built: Stage) -> Json:
    """What Asger wrote."""
    return message(built.users["e-asger"], CONTENT)


async def _open(built: Stage, payload: Json, place: Conversation | None = None) -> Shown:
    ylva = built.users["e-ylva"]
    return await open_form(built.driver, ylva, place or _channel(built), payload, "note")


async def _send(
    built: Stage, payload: Json, place: Conversation | None = None, **data: Any
) -> Shown:
    ylva = built.users["e-ylva"]
    shown = await send_form(built.driver, ylva, place or _channel(built), payload, "note", data)
    await built.settle()
    return shown


def _channel(built: Stage) -> Conversation:
    assert built.channel is not None
    return built.channel


def _fields(shown: Shown) -> dict[str, Any]:
    assert shown.body["task"]["type"] == "continue"
    card = shown.body["task"]["value"]["card"]["content"]
    return {field["id"]: field for field in inputs(card)}


def _said(shown: Shown) -> str:
    assert (shown.status, shown.body["task"]["type"]) == (200, "message")
    said: str = shown.body["task"]["value"]
    return said


async def _value(built: Stage, payload: Json, name: str) -> str:
    choices = _fields(await _open(built, payload))["owner"]["choices"]
    return str(next(one["value"] for one in choices if one["title"].startswith(name)))


async def _stored(built: Stage) -> list[FollowUp]:
    async with built.parts.store.transaction() as connection:
        return await followups.follow_ups(connection)


def _cards(built: Stage, who: str) -> list[str]:
    world = built.standin.world
    posts = world.messages(world.personal(built.users[who]).conversation_id)
    shown = [words(post.card) for post in posts if post.card]
    return [card for card in shown if not card.startswith(TITLE)]


async def test_the_form_holds_the_message_and_its_writer(built: Stage, payload: Json) -> None:
    fields = _fields(await _open(built, payload))
    assert fields["task"]["value"] == "Jeg sender listen. CPR 010190-1234"
    titles = [one["title"].partition(" (")[0] for one in fields["owner"]["choices"]]
    assert titles == ["Asger Vind", "Ylva Haslund", "Karl Tornby"]
    assert fields["owner"]["value"] == fields["owner"]["choices"][0]["value"]
    assert await _stored(built) == []


async def test_the_owner_is_told_who_noted_it_and_what_was_written(
    built: Stage, payload: Json
) -> None:
    owner = await _value(built, payload, "Asger")
    shown = await _send(built, payload, task="Send listen", owner=owner, due="2026-10-01")
    assert _said(shown) == "Noteret. Asger Vind får besked nu."
    (item,) = await _stored(built)
    assert (item.status, str(item.due)) == (Status.OPEN, "2026-10-01")
    assert item.quote.startswith("Jeg sender listen. CPR ")
    assert "010190" not in item.quote
    (card,) = _cards(built, "e-asger")
    assert card.startswith("Din opgave\nSamtale i Teams · 8. september 2026 · Brobygning")
    assert "Du får beskeden, fordi Ylva Haslund har peget på dig." in card
    assert "»Jeg sender listen." in card
    assert "mødet" not in card
    assert "referatet" not in card


async def test_who_noted_it_is_asked_when_the_owner_says_no(built: Stage, payload: Json) -> None:
    owner = await _value(built, payload, "Asger")
    await _send(built, payload, task="Send listen", owner=owner)
    await built.driver.say(built.users["e-asger"], "ikke mig")
    await built.settle()
    (asked,) = _cards(built, "e-ylva")
    assert "Send listen" in asked
    assert "Asger Vind" in asked


async def test_who_has_no_teams_gets_a_mail(built: Stage, payload: Json) -> None:
    owner = await _value(built, payload, "Karl")
    await _send(built, payload, task="Ring til havnen", owner=owner)
    (mail,) = mailing.sent(built.mail)
    assert "Samtale i Teams" in str(mail["Subject"])
    text = mailing.words(mail)
    assert "Ring til havnen" in text
    assert "Ordret: »Jeg sender listen." in text
    assert "referatet" not in text


async def test_two_notes_of_a_day_are_two_tasks_and_two_messages(
    built: Stage, payload: Json
) -> None:
    owner = await _value(built, payload, "Ylva")
    for task in ("Send listen", "Ring til havnen"):
        said = _said(await _send(built, payload, task=task, owner=owner))
        assert said == "Noteret. Den står på din liste."
    first, second = await _stored(built)
    assert first.minutes_id == second.minutes_id
    assert len(_cards(built, "e-ylva")) == 2
    assert (
        "Du får beskeden, fordi opgaven er noteret til dig i Teams." in _cards(built, "e-ylva")[0]
    )


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"task": " "}, doubts.NO_TEXT),
        ({"owner": ""}, doubts.NO_PERSON),
        ({"owner": "1:99"}, doubts.NO_PERSON),
        ({"owner": ["1:1"]}, doubts.NO_PERSON),
        ({"due": "2026-09-07"}, doubts.PAST_DATE),
        ({"due": "2026-13-01"}, doubts.NO_SUCH_DATE),
    ],
)
async def test_what_cannot_be_is_said_in_the_form_and_nothing_is_lost(
    built: Stage, payload: Json, data: dict[str, Any], refusal: str
) -> None:
    typed = {"task": "Send listen", "owner": await _value(built, payload, "Asger"), "due": ""}
    shown = await _send(built, payload, **(typed | data))
    card = shown.body["task"]["value"]["card"]["content"]
    assert refusal in words(card)
    assert _fields(shown)["task"]["value"] == str((typed | data)["task"]).strip()
    assert await _stored(built) == []
    corrected = _fields(shown) and typed
    assert _said(await _send(built, payload, **corrected)).startswith("Noteret.")


async def test_the_same_submit_twice_is_one_task(built: Stage, payload: Json) -> None:
    ylva, owner = built.users["e-ylva"], await _value(built, payload, "Asger")
    value = {"commandId": "note", "messagePayload": payload, "data": {"task": "x", "owner": owner}}
    activity = built.driver.activity(
        "invoke", ylva, _channel(built), name="composeExtension/submitAction", value=value
    )
    await built.driver.send(activity)
    assert _said(await built.driver.send(activity)) == texts.ALREADY_NOTED
    assert len(await _stored(built)) == 1


@pytest.mark.parametrize("wishes", [Wishes(True, None), Wishes(False, date(2026, 12, 1))])
async def test_what_the_owner_wishes_is_not_told(
    built: Stage, payload: Json, wishes: Wishes
) -> None:
    owner = await _value(built, payload, "Asger")
    async with built.parts.store.transaction() as connection:
        asger = await people.find_person(connection, entra_id="e-asger")
        assert asger is not None
        await people.set_wishes(connection, asger.person_id, wishes)
    shown = await _send(built, payload, task="Send listen", owner=owner)
    assert _said(shown) == (
        "Noteret. Asger Vind ser den, når Asger Vind får beskeder fra mig igen."
    )


async def test_the_form_says_who_will_see_it(built: Stage, payload: Json) -> None:
    def seen(shown: Shown) -> str:
        return words(shown.body["task"]["value"]["card"]["content"])

    assert "Alle i netværket kan se opgaven" in seen(await _open(built, payload))
    own = built.standin.world.personal(built.users["e-ylva"])
    assert "Kun du og den ansvarlige (og dennes afløser)" in seen(await _open(built, payload, own))


async def test_only_members_note_in_a_networks_channel(built: Stage, payload: Json) -> None:
    async with built.parts.store.transaction() as connection:
        other = await people.add_network(connection, "unge", "Unge", "19:unge@thread.tacv2")
    elsewhere = built.standin.world.add_channel("Unge", tenant_id=TENANT)
    async with built.parts.store.transaction() as connection:
        await people.add_network(connection, "x", "X", elsewhere.conversation_id)
    assert _said(await _open(built, payload, elsewhere)) == NOT_IN_NETWORK
    owner = f"{other.network_id}:1"
    assert _said(await _send(built, payload, elsewhere, task="x", owner=owner)) == NOT_IN_NETWORK
    refused = await _send(built, payload, task="x", owner=owner)
    assert doubts.NO_PERSON in str(refused.body)
    assert await _stored(built) == []


async def test_in_a_chat_of_two_the_bot_does_not_take_part(built: Stage, payload: Json) -> None:
    ylva = built.users["e-ylva"]
    chat = built.standin.world.personal(built.users["e-asger"])
    foreign = Conversation("19:a_b@unq.gbl.spaces", chat.place, "Ylva og Asger", TENANT, [ylva])
    assert _fields(await _open(built, payload, foreign))
    async with built.parts.store.transaction() as connection:
        known = await conversations.personal(connection, "e-ylva")
    assert known is not None
    assert known.conversation_id == built.standin.world.personal(ylva).conversation_id


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"messagePayload": "x", "data": "y"},
        {"messagePayload": {"body": [], "from": 3}},
        {"messagePayload": {"body": {"content": "<" * 30_000}, "from": {"user": None}}},
        {"messagePayload": {"body": {"contentType": "text", "content": "Gør det\x00"}}},
    ],
)
@pytest.mark.parametrize("name", ["fetchTask", "submitAction"])
async def test_whatever_comes_is_answered_with_a_form(
    built: Stage, value: object, name: str
) -> None:
    ylva = built.users["e-ylva"]
    shown = await built.driver.send(
        built.driver.activity(
            "invoke", ylva, _channel(built), name=f"composeExtension/{name}", value=value
        )
    )
    assert _fields(shown)
    assert await _stored(built) == []


async def test_strangers_are_told_that_they_are(built: Stage, payload: Json) -> None:
    for entra_id, says in ((None, texts.WHO_ARE_YOU), ("e-x", doubts.UNKNOWN_PERSON)):
        user = built.standin.world.add_user("Ole", entra_id=entra_id, tenant_id=TENANT)
        shown = await open_form(built.driver, user, _channel(built), payload, "note")
        assert _said(shown) == says
