"""The board on a real server with a network that has members, and one meeting in review."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.domain.meetings import Minutes
from bot.domain.people import SYSTEM, Network, Person
from bot.followups import intake, members
from bot.followups.composing.composer import Composer
from bot.minutes.reading import read
from bot.standin.serving import StandIn
from bot.storage import people
from bot.storage.engine import Store
from bot.web.board import Board
from bot.web.routes import add_board
from tests.conftest import Clock
from tests.teams_world import APP_ID, TENANT
from tests.web.meetings import MEMBERS, a_meeting
from tests.web.signing import Browser, sign_in_by
from tests.web.visitor import Visitor


@dataclass
class Town:
    """The store behind the board, with a network in it."""

    store: Store
    clock: Clock
    network: Network
    wake: asyncio.Event

    async def person(self, name: str) -> Person:
        """Give a member by name."""
        async with self.store.transaction() as connection:
            held = await people.members_of(connection, self.network.network_id)
        return next(m.person for m in held if m.person.name.startswith(name))

    async def hold(
        self, minutes: Minutes, data: bytes = b"minutes", *, day: date | None = None
    ) -> int:
        """Have a meeting's minutes taken in, also of another day; give their number."""
        held = replace(minutes.meeting, date=day or minutes.meeting.date)
        minutes = replace(minutes, meeting=held)
        async with self.store.transaction() as connection:
            taken = await intake.take_in(
                connection,
                self.network,
                minutes,
                data,
                "referat.txt",
                actor=SYSTEM,
                now=self.clock(),
            )
        assert taken.minutes_id is not None
        return taken.minutes_id


async def settle(store: Store, clock: Clock) -> Town:
    """Put a network with five members into a store."""
    async with store.transaction() as connection:
        network = await people.add_network(connection, "aeldre", "Ældrenetværket", "19:channel")
        await members.import_members(connection, network, MEMBERS.encode())
    return Town(store, clock, network, asyncio.Event())


@pytest.fixture
async def town(sqlite_template: Path, sqlite_store: Store, clock: Clock) -> Town:
    """Give a network with five members and no minutes."""
    return await settle(sqlite_store, clock)


@pytest.fixture
async def meeting(town: Town) -> int:
    """Give the number of minutes that await their review."""
    return await town.hold(a_meeting())


async def _read(data: bytes, name: str) -> Minutes:
    return await asyncio.to_thread(read, data, name)


def board_for(town: Town, **more: Any) -> Board:
    """Give the board of a town."""
    return Board(
        town.store, Composer("http://127.0.0.1:3978"), _read, town.wake, town.clock, **more
    )


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[Board], Awaitable[TestClient]]]:
    """Give a way to put a board on a real port."""
    running = []

    async def start(board: Board) -> TestClient:
        app = web.Application()
        add_board(app, board)
        client = TestClient(TestServer(app))
        await client.start_server()
        running.append(client)
        return client

    yield start
    for client in running:
        await client.close()


@pytest.fixture
async def client(serve: Callable[[Board], Awaitable[TestClient]], town: Town) -> TestClient:
    """Give a client of the town's board."""
    return await serve(board_for(town))


@pytest.fixture
def visitor(client: TestClient) -> Visitor:
    """Give somebody at the board."""
    return Visitor(client)


@pytest.fixture
async def standin(clock: Clock) -> AsyncIterator[StandIn]:
    """Give a stand-in for Entra."""
    running = StandIn(app_id=APP_ID, secret="hemmelig", tenant_id=TENANT, now=clock)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def browsers(
    serve: Callable[[Board], Awaitable[TestClient]], town: Town, standin: StandIn
) -> Callable[[], Browser]:
    """Give as many browsers as are asked for, before a board with sign-in."""
    client = await serve(board_for(town, sign_in=sign_in_by(standin)))
    return lambda: Browser(client, standin)


@pytest.fixture
def browser_of_nobody(browsers: Callable[[], Browser]) -> Browser:
    """Give a browser in which nobody has signed in."""
    return browsers()
