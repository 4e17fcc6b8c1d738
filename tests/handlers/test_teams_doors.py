"""What comes in besides words and buttons goes to whom the table names, and to nobody else."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot import doors
from bot.followups.composing.composer import Composer
from bot.storage.engine import Store
from handlers import teams_activities
from handlers import teams_texts as texts
from handlers.dispatch import Dispatcher
from handlers.teams import TeamsBot
from handlers.teams_activities import Arrived
from handlers.teams_answers import Answer
from tests.teams_world import Teams, render, summary

FILE = {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "r.pdf"}


class _Doors:
    """Notes who came in by which door."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    async def invoke(self, arrived: Arrived) -> Answer:
        self.opened.append(str(arrived.entra_id))
        return Answer(body={"task": {"type": "message", "value": "Åbnet."}})

    async def file(self, arrived: Arrived) -> str:
        self.opened.append("file")
        return "Jeg læser referatet."


def _bot(teams: Teams, doors: _Doors) -> TeamsBot:
    return TeamsBot(
        teams.connector,
        teams.recorder,
        render=render,
        summary=summary,
        invokes={"task/fetch": doors.invoke},
        take_file=doors.file,
    )


def _arrived(teams: Teams, kind: str, **rest: Any) -> Arrived:
    chat = teams.standin.world.personal(teams.ida)
    return teams_activities.read(teams.driver.activity(kind, teams.ida, chat, **rest))


@pytest.mark.parametrize(
    ("name", "status"), [("task/fetch", 200), ("task/submit", 501), (["task/fetch"], 501)]
)
async def test_an_invoke_goes_to_whom_the_table_names(
    teams: Teams, name: object, status: int
) -> None:
    doors = _Doors()
    answer = await _bot(teams, doors).turn(_arrived(teams, "invoke", name=name, value={}))
    assert answer.status == status
    assert doors.opened == (["e-ida"] if status == 200 else [])


async def test_a_file_is_taken_and_answered(teams: Teams) -> None:
    doors = _Doors()
    await _bot(teams, doors).turn(_arrived(teams, "message", attachments=[FILE]))
    assert doors.opened == ["file"]
    chat = teams.standin.world.personal(teams.ida)
    assert teams.texts(chat) == ["Jeg læser referatet."]


@pytest.mark.parametrize("attachments", [[{"contentType": "text/html"}], ["x"], "x", None])
async def test_what_is_no_file_is_read_as_words(teams: Teams, attachments: object) -> None:
    doors = _Doors()
    message = _arrived(teams, "message", text="hej", attachments=attachments)
    await _bot(teams, doors).turn(message)
    assert doors.opened == []
    assert [getattr(event, "text", None) for event in teams.recorder.heard][-1] == "hej"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("task/fetch", {"task": {"type": "message", "value": texts.TROUBLE}}),
        ("task/submit", {"task": {"type": "message", "value": texts.TROUBLE}}),
        ("composeExtension/fetchTask", {"task": {"type": "message", "value": texts.TROUBLE}}),
        ("composeExtension/submitAction", {"task": {"type": "message", "value": texts.TROUBLE}}),
    ],
)
async def test_what_fails_deep_inside_is_said_in_the_shape_of_what_was_asked(
    teams: Teams, name: str, body: object
) -> None:
    async def lost(_arrived: Arrived) -> Answer:
        raise OperationalError("SELECT hemmeligt", {}, Exception("the database is gone"))

    bot = TeamsBot(
        teams.connector, teams.recorder, render=render, summary=summary, invokes={name: lost}
    )
    answer = await bot.turn(_arrived(teams, "invoke", name=name, value={}))
    assert (answer.status, answer.body) == (200, body)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("adaptiveCard/action", {"action": {"verb": "followup.finish", "data": {}}}),
        ("task/fetch", {"data": {"draft": "1"}}),
        ("task/submit", {"data": {"verb": "review.edit", "draft": "1"}}),
        ("composeExtension/fetchTask", {"commandId": "note"}),
        ("composeExtension/submitAction", {"commandId": "note", "data": {}}),
    ],
)
async def test_without_a_database_every_invoke_says_so_in_its_own_shape(
    teams: Teams, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, value: object
) -> None:
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite'}")  # no tables: all fails
    dispatcher = Dispatcher(store, Composer("https://b.example.org"), teams.clock, lambda: None)
    read: Any = None
    invokes = doors.invokes(doors.Parts(dispatcher, teams.connector, read))
    bot = TeamsBot(teams.connector, dispatcher, render=render, summary=summary, invokes=invokes)
    place = teams.standin.world.add_group_chat("Vi to", [teams.ida, teams.olga])
    activity = teams.driver.activity("invoke", teams.ida, place, name=name, value=value)
    answer = await bot.turn(teams_activities.read(activity))
    await store.close()
    assert answer.status == 200 and answer.body is not None
    if name == "adaptiveCard/action":
        assert answer.body["type"] == "application/vnd.microsoft.activity.message"
        assert answer.body["value"] == texts.TROUBLE
    else:
        assert answer.body == {"task": {"type": "message", "value": texts.TROUBLE}}
    assert "failed: OperationalError" in caplog.text
    assert "Traceback" not in caplog.text
