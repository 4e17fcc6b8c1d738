"""The second reader through the app's own wiring: settings in, a review with its proposals out."""

import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.app import read_minutes, running, second_reader, utc_now
from bot.domain.people import SYSTEM
from bot.followups import intake
from bot.settings import Assistant, Database, Mail, Settings
from bot.storage import followups, people
from bot.storage.tables import follow_up

TEXT = """Referat af møde i Netværk for Havne
Dato: 3. marts 2026
Til stede: Asta Holtegaard (Køge Kommune), Bo Lindtorp (Faxe Kommune)
Adgangskode: Kx7vT2qa

1. Bøjer
Bo Lindtorp sender en liste over bøjer til alle senest 1. april.
Borgeren 010190-1234 har spurgt til kæderne.

Bilag:
- Kort over kæderne, som Asta sender rundt inden påske
"""
#: our own reader does not look among the attachments
QUOTE = "Kort over kæderne, som Asta sender rundt inden påske"


def answering(content: str, status: int = 200) -> tuple[web.Application, list[str]]:
    bodies: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        bodies.append(await request.text())
        reply = {"choices": [{"message": {"content": content}}]}
        return web.json_response(reply, status=status)

    app = web.Application()
    app.router.add_post("/chat", answer)
    return app, bodies


def entries(*quotes: str) -> str:
    listed: list[dict[str, Any]] = [{"quote": q, "owners": ["Asta"], "due": None} for q in quotes]
    return json.dumps({"follow_ups": listed}, ensure_ascii=False)


async def test_a_proposal_reaches_the_review_with_its_provenance(tmp_path: Path) -> None:
    app, bodies = answering(entries(QUOTE))
    async with TestServer(app) as server:
        settings = Settings(
            database=Database(f"sqlite+aiosqlite:///{tmp_path}/bolden.sqlite"),
            mail=Mail(folder=str(tmp_path / "mail")),
            assistant=Assistant(url=str(server.make_url("/chat")), model="local"),
        )
        async with running(settings) as parts:
            minutes = await parts.read(TEXT.encode(), "referat.txt")
            async with parts.store.transaction() as connection:
                network = await people.add_network(connection, "havne", "Havne")
                done = await intake.take_in(
                    connection, network, minutes, b"x", "referat.txt", actor=SYSTEM, now=utc_now()
                )
                assert done.minutes_id
                of_these = follow_up.c.minutes_id == done.minutes_id
                stored = await followups.follow_ups(connection, of_these)
    offered = [one for one in stored if "foreslået af anden læser" in one.reasons]
    assert [(one.quote, one.confidence < 0.5) for one in offered] == [(QUOTE, True)]
    assert len(bodies) == 1
    assert "010190" not in bodies[0] and "Kx7vT2qa" not in bodies[0]


@pytest.mark.parametrize(
    ("content", "status"),
    [("nej", 200), (entries("noget andet end det, der står"), 200), ("", 500)],
)
async def test_whatever_goes_wrong_the_reading_is_as_without(
    content: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    app, bodies = answering(content, status)
    async with TestServer(app) as server:
        url = str(server.make_url("/chat"))
        second = second_reader(Settings(assistant=Assistant(url=url)))
        minutes = await read_minutes(TEXT.encode(), "referat.txt", second)
    assert minutes == await read_minutes(TEXT.encode(), "referat.txt")
    assert len(bodies) == 1
    assert "Asta" not in caplog.text


async def test_nothing_leaves_without_an_address() -> None:
    assert second_reader(Settings()) is None
