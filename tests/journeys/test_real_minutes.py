"""The whole line on real minutes: names and places come from the labels beside the checkout."""

import json
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo import acts
from bot.demo.stage import Stage
from bot.domain.followups import FollowUp, Status
from bot.domain.meetings import Kind, PartyKind
from bot.domain.verbs import Verb
from bot.storage import followups, groups, people
from bot.storage.tables import follow_up, working_group
from tests.journeys.staging import SHARED, staged, take_in, told

FILE = SHARED / "gold" / "003_e89364e45b407138.txt"

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="no ../shared/gold beside the checkout")


class Journey:
    """The minutes taken in and approved, with the labels to hold them to."""

    def __init__(self, built: Stage, items: list[FollowUp], seeking: list[groups.WorkingGroup]):
        self.stage = built
        self.items = items
        self.groups = seeking
        self.labels: dict[str, Any] = json.loads(FILE.with_suffix(".json").read_text("utf-8"))
        self.told = told(built)
        self.before: dict[str, list[str]] = {}

    def label(self, **wanted: Any) -> dict[str, Any]:
        """Give the one firm label that fits."""
        fits = [
            one
            for one in self.labels["follow_ups"]
            if not one.get("optional") and all(_fits(one, k, v) for k, v in wanted.items())
        ]
        assert len(fits) == 1, [one["task"] for one in fits]
        return fits[0]

    def found(self, label: dict[str, Any]) -> list[FollowUp]:
        """Give the stored follow-ups that stand where the label says."""
        lines = _lines(label["lines"])
        return [one for one in self.items if _lines(one.lines) & lines]

    def asked(self, name: str, item: FollowUp) -> int:
        """Count the messages that give a person this task."""
        wanted = _plain(item.task)[:50]
        return sum(wanted in _plain(text) for text in self.told.get(name, []))


def _fits(label: dict[str, Any], key: str, value: Any) -> bool:
    if key == "owners":
        return [one["kind"] for one in label["owners"]] == value
    if key == "places":
        return len(label["lines"]) == value
    return bool(label[key] == value)


def _lines(ranges: Any) -> set[int]:
    return {n for first, last in ranges for n in range(first, last + 1)}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\\»«*_]", "", text.replace("\\n", " ")).split())


@pytest.fixture
async def journey(tmp_path: Path) -> AsyncIterator[Journey]:
    async with staged(tmp_path, FILE) as (built, minutes):
        done = await take_in(built, FILE, minutes)
        before = told(built)
        assert done.minutes_id is not None
        await acts.approve(built, done.minutes_id)
        await built.settle()
        async with built.parts.store.transaction() as connection:
            items = await followups.follow_ups(connection, follow_up.c.status == Status.OPEN)
            seeking = await groups.groups(connection, working_group.c.id > 0)
        made = Journey(built, items, seeking)
        made.before = before
        yield made


async def test_nobody_but_the_minute_taker_hears_of_it_before_approval(journey: Journey) -> None:
    taker = next(p["name"] for p in journey.labels["people"] if "minute_taker" in p["roles"])
    told_cards = {name: texts for name, texts in journey.before.items() if len(texts) > 1}
    # a welcome is all that anybody else has
    assert set(told_cards) <= {taker}


async def test_two_persons_are_each_asked_for_examples(journey: Journey) -> None:
    label = journey.label(kind="report", owners=["person", "person"])
    (item,) = journey.found(label)
    names = {one["name"] for one in label["owners"]}
    assert {one.name for one in item.owners} == names
    for name in names:
        assert journey.asked(name, item) == 1


async def test_a_person_named_by_first_name_is_asked(journey: Journey) -> None:
    label = journey.label(kind="task", owners=["person"])
    (item,) = journey.found(label)
    (name,) = [one["name"] for one in label["owners"]]
    assert [one.name for one in item.owners] == [name]
    assert journey.asked(name, item) == 1


async def test_the_secretariat_is_asked_for_two_pieces_of_material(journey: Journey) -> None:
    label = journey.label(owners=["organisation"])
    (item,) = journey.found(label)
    text = FILE.read_text("utf-8").split("\n")
    first, last = label["lines"][0]
    pieces = [text[number - 1].strip(" -") for number in range(first + 1, last + 1)]
    assert len(pieces) == 2
    assert all(piece in item.quote for piece in pieces)
    (owner,) = item.owners
    assert owner.person_id is not None
    async with journey.stage.parts.store.transaction() as connection:
        contact = await people.person_of(connection, owner.person_id)
    assert contact.municipality == label["owners"][0]["name"]
    assert journey.asked(contact.name, item) == 1


async def test_every_municipality_is_asked_once_to_name_participants(journey: Journey) -> None:
    label = journey.label(kind="volunteer")
    calls = [one for one in journey.found(label) if one.kind is Kind.VOLUNTEER]
    (item,) = calls
    # said three times in the minutes, one follow-up with all its places
    covered = _lines(item.lines)
    assert all(_lines([place]) & covered for place in label["lines"])
    assert item.audience is PartyKind.EVERYONE
    assert journey.stage.network is not None
    async with journey.stage.parts.store.transaction() as connection:
        members = await people.members_of(connection, journey.stage.network.network_id)
    bodies = {m.person.municipality for m in members}
    municipalities = {name for name in bodies if name and name.endswith("Kommune")}
    assert {one.name for one in item.owners} == municipalities
    by_id = {m.person.person_id: m.person.name for m in members}
    for one in item.owners:
        assert one.person_id is not None
        assert journey.asked(by_id[one.person_id], item) == 1


async def test_the_group_that_seeks_members_is_convened_and_has_a_maybe(journey: Journey) -> None:
    label = next(one for one in journey.labels["working_groups"] if one["maybe"])
    (group,) = [
        one for one in journey.groups if one.open and one.convener == label["leads"][0]["name"]
    ]
    assert group.contact == label["contact"]["name"]
    (maybe,) = [one for one in group.volunteers if one.answer is Verb.MAYBE]
    assert maybe.name == label["maybe"][0]["name"]
    listed = next(p for p in journey.labels["people"] if p["name"] == maybe.name)
    assert maybe.municipality == listed["organisation"]
    cards = [text for text in journey.told[""] if '"group.volunteer"' in text]
    assert any(maybe.name in card and group.convener in card for card in cards)


async def test_the_standing_duty_is_everybodys(journey: Journey) -> None:
    label = journey.label(kind="standing", owners=["everyone"], places=2)
    (item,) = [one for one in journey.found(label) if one.kind is Kind.STANDING][:1]
    assert item.audience is PartyKind.EVERYONE


async def test_the_agreement_is_due_on_its_day(journey: Journey) -> None:
    label = next(one for one in journey.labels["follow_ups"] if one["due"])
    (item,) = journey.found(label)
    assert item.due is not None
    assert item.due.isoformat() == label["due"]


async def test_what_goes_to_the_chiefs_is_escalated(journey: Journey) -> None:
    labels = [
        one
        for one in journey.labels["follow_ups"]
        if one["kind"] == "escalate" and not one.get("optional")
    ]
    for label in labels:
        assert any(one.kind is Kind.ESCALATE for one in journey.found(label)), label["task"]


async def test_the_same_file_again_adds_nothing(journey: Journey) -> None:
    said = {name: len(texts) for name, texts in told(journey.stage).items()}
    from bot.app import read_minutes

    minutes = await read_minutes(FILE.read_bytes(), FILE.name)
    done = await take_in(journey.stage, FILE, minutes)
    assert not done.is_new
    assert {name: len(texts) for name, texts in told(journey.stage).items()} == said


async def test_the_passcode_is_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    text = FILE.read_text("utf-8")
    found = re.search(r"Møde-id: ([\d ]+\d) Adgangskode: (\S+)", text)
    assert found is not None
    secrets = [found[1], found[1].replace(" ", ""), found[2]]
    async with staged(tmp_path, FILE) as (built, minutes):
        done = await take_in(built, FILE, minutes)
        await acts.approve(built, done.minutes_id or 0)
        await built.settle()
        pages = []
        async with aiohttp.ClientSession() as session:
            for path in ("/", "/netvaerk/netvaerk", f"/moede/{done.minutes_id}", "/udbakke"):
                async with session.get(built.url + path) as answered:
                    assert answered.status == 200, path
                    pages.append(await answered.text())
        said = [one for texts in told(built).values() for one in texts]
    stored = [
        path.read_bytes().decode("utf-8", "replace")
        for path in tmp_path.rglob("*")
        if path.is_file()
    ]
    assert len(stored) > 10
    for place in (*pages, *said, *stored, caplog.text):
        assert not any(secret in place for secret in secrets)
    # nor is anybody named in the log, however much of it is kept
    labels = json.loads(FILE.with_suffix(".json").read_text("utf-8"))
    assert not [one["name"] for one in labels["people"] if one["name"] in caplog.text]
