"""Every cell of the table is pressed; refusals are polite, logged by ids, and change nothing."""

import inspect
import itertools
import logging
from dataclasses import asdict
from enum import StrEnum

import pytest

from bot.domain import doubts
from bot.domain.language import speaking, t
from bot.domain.notices import Notice
from bot.domain.verbs import Verb
from handlers.events import Pressed
from handlers.presses import _ACTIONS
from tests.rights.conftest import Copies, Copy
from tests.rights.people import ENTRA_IDS, Who
from tests.rights.places import bring
from tests.rights.stage import dump
from tests.rights.table import STATES, TABLE, Data, Group, Row, Subject

#: everything that the bot may say no with
_REFUSALS = frozenset(
    value for name, value in inspect.getmembers(doubts) if name.isupper() and "." in str(value)
)
_WORDS = "Fortrolige ord"
_KEYS = itertools.count()

_CELLS = [
    pytest.param(row, state, id=f"{number}-{row}-{state}")
    for number, row in enumerate(TABLE)
    for state in STATES[row.subject]
]
#: the rows that are about something that has a number
_NUMBERED = [row for row in TABLE if row.subject is not Subject.ONESELF]
_FORGED = ("0", "999999999", "1000000000", "-1", "1.0", "", " 1", "١", "1 OR 1=1", "x" * 4000)


async def _press(copy: Copy, who: Who, verb: Verb, data: Data) -> Notice | str | None:
    """Press with words in a field that no button has: they must not show up anywhere."""
    key = f"teams:{next(_KEYS):032x}"
    event = Pressed(key, ENTRA_IDS[who], verb, data | {"anything": _WORDS})
    return await copy.dispatcher.pressed(event)


async def _is_refused(
    copy: Copy, who: Who, verb: Verb, data: Data, caplog: pytest.LogCaptureFixture
) -> None:
    before = dump(copy.file)
    caplog.clear()
    said = await _press(copy, who, verb, data)
    whole = f"{verb} by the {who.name} with {data}"
    assert dump(copy.file) == before, f"{whole} was let through: {said}"
    assert isinstance(said, str), f"{whole} was let through: {said}"
    assert said in _REFUSALS or said.endswith(" har den."), f"{whole}: is that polite? {said!r}"
    (line,) = [one.getMessage() for one in caplog.records if "refused" in one.getMessage()]
    assert verb in line, line
    assert "Fortrolig" not in line, line
    assert len(line) < 250, line
    assert not [name for name in ("Birk", "Sende", "x" * 20) if name in caplog.text]


def test_every_button_is_in_the_table() -> None:
    missing = set(_ACTIONS) - {row.verb for row in TABLE}
    assert not missing, (
        f"Say in tests/rights/table.txt who may press {sorted(missing)}, and in which state."
    )
    gone = {row.verb for row in TABLE} - set(_ACTIONS)
    assert not gone, f"No such buttons any more: take {sorted(gone)} out of tests/rights/table.txt."


@pytest.mark.parametrize(("row", "state"), _CELLS)
async def test_the_table_holds(
    row: Row, state: StrEnum, copies: Copies, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with copies() as copy:
        ids = await bring(copy.dispatcher, copy.stage, row.subject, state)
        for who in Who:
            if not row.may(who, state):
                await _is_refused(copy, who, row.verb, row.carries(ids), caplog)
    for who in Who:
        if row.may(who, state):
            await _is_done(copies, row, state, who, caplog)


async def _is_done(
    copies: Copies, row: Row, state: StrEnum, who: Who, caplog: pytest.LogCaptureFixture
) -> None:
    async with copies() as copy:
        ids = await bring(copy.dispatcher, copy.stage, row.subject, state)
        before = dump(copy.file)
        caplog.clear()
        said = await _press(copy, who, row.verb, row.carries(ids))
        refused = [one for one in caplog.records if "refused" in one.getMessage()]
        assert not refused, f"{row} was refused to the {who.name}: {said}"
        assert said is not None
        assert said != doubts.GONE
        assert not row.changes or dump(copy.file) != before, f"{row} by the {who.name} did nothing"
        assert _WORDS not in str(dump(copy.file))


@pytest.mark.parametrize("row", _NUMBERED, ids=str)
async def test_forged_numbers_are_refused_to_everybody(
    row: Row, copies: Copies, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with copies() as copy:
        real = row.carries(copy.stage.approved)
        numbers = [name for name in real if name.endswith("_id") or name in ("draft", "into")]
        for name in numbers:
            for forged in _FORGED:
                await _is_refused(copy, Who.OWNER, row.verb, real | {name: forged}, caplog)
            left = {key: value for key, value in real.items() if key != name}
            await _is_refused(copy, Who.OWNER, row.verb, left, caplog)


@pytest.mark.parametrize("row", _NUMBERED, ids=str)
async def test_the_neighbours_are_left_alone(
    row: Row, copies: Copies, caplog: pytest.LogCaptureFixture
) -> None:
    """Other people's cards: their numbers are right, but not for us."""
    caplog.set_level(logging.INFO)
    async with copies() as copy:
        theirs = row.carries(copy.stage.neighbours)
        for who in set(Who) - {Who.STRANGER}:
            await _is_refused(copy, who, row.verb, theirs, caplog)


@pytest.mark.parametrize("verb", sorted(set(Verb) - set(_ACTIONS)))
async def test_what_is_no_button_is_refused_to_everybody(
    verb: Verb, copies: Copies, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with copies() as copy:
        every = {name: str(value) for name, value in asdict(copy.stage.approved).items()}
        ids = every | {"ownership_id": every["part"], "group_id": every["group"]}
        for who in Who:
            await _is_refused(copy, who, verb, ids, caplog)


async def test_the_table_would_find_a_button_that_lets_everybody_in(
    copies: Copies, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    row = next(one for one in TABLE if one.verb is Verb.CLOSE_GROUP)
    async with copies() as copy:
        ids = await bring(copy.dispatcher, copy.stage, row.subject, Group.OPEN)
        with pytest.raises(AssertionError, match="was let through"):
            await _is_refused(copy, Who.CONVENER, row.verb, row.carries(ids), caplog)


async def test_a_refusal_speaks_the_persons_language(
    copies: Copies, caplog: pytest.LogCaptureFixture
) -> None:
    async with copies() as copy:
        await _press(copy, Who.MEMBER, Verb.LANGUAGE, {"language": "en"})
        data = {"ownership_id": str(copy.stage.approved.part)}
        said = await _press(copy, Who.MEMBER, Verb.FINISH, data)
        with speaking("en"):
            assert said == t(doubts.NOT_YOURS) != doubts.NOT_YOURS
        (line,) = [one.getMessage() for one in caplog.records if "refused" in one.getMessage()]
        assert data["ownership_id"] in line
