"""What comes in besides words and buttons goes to whom the table names, and to nobody else."""

from typing import Any

import pytest

from handlers import teams_activities
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
