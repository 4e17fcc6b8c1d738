"""A client of Graph before the stand-in, and invented people in its directory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.delivery.credentials import Secret
from bot.delivery.graph import Graph
from bot.delivery.tokens import GRAPH, TokenSource
from bot.standin.graph.tenant import Account
from tests.teams_world import APP_ID, TENANT, Teams

#: the id that the catalogue gave the app
CATALOGUE_ID = "22222222-2222-4222-8222-222222222222"
GROUP = "33333333-3333-4333-8333-333333333333"


class Pauses:
    """A wait that takes no time and is written down."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@asynccontextmanager
async def graph_for(
    teams: Teams, *, pauses: Pauses | None = None, seconds: float = 20.0, base: str | None = None
) -> AsyncIterator[Graph]:
    """Give a client that waits for nothing."""
    credential = Secret(APP_ID, TENANT, "s3cret")
    login = teams.standin.login
    tokens = TokenSource(credential, now=teams.clock, service=GRAPH, http_client=login)
    graph = Graph(
        tokens,
        now=teams.clock,
        base=base or teams.standin.graph_url,
        wait=pauses or Pauses(),
        timeout_seconds=seconds,
    )
    try:
        yield graph
    finally:
        await graph.close()


def account(first: str, last: str, **more: str) -> Account:
    """Give somebody of the directory."""
    values = {
        "id": f"e-{first.casefold()}",
        "displayName": f"{first} {last}",
        "givenName": first,
        "surname": last,
        "mail": f"{first.casefold()}@example.org",
        "jobTitle": "konsulent",
    }
    return Account(**(values | more))
