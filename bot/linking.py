"""How the bot speaks and listens in Teams, and asks Graph, as the settings say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.credentials import Credential, Secret, managed_identity, read_certificate
from bot.delivery.graph import Graph
from bot.delivery.installing import Installer
from bot.delivery.keyring import KeyRing
from bot.delivery.roads import TeamsHome
from bot.delivery.tokens import GRAPH, TokenSource
from bot.delivery.verification import LoopbackOnly, TokenVerifier
from bot.settings import Settings, Teams


@dataclass(frozen=True)
class TeamsLink:
    """What stands between the bot and Teams."""

    connector: Connector
    verifier: TokenVerifier | LoopbackOnly
    bot_id: str
    tenants: frozenset[str]
    home: TeamsHome | None
    #: None in the playground, which has none
    graph: Graph | None = None
    #: None where people install the app themselves
    installer: Installer | None = None

    async def close(self) -> None:
        """Close all connections."""
        await self.connector.close()
        if self.graph is not None:
            await self.graph.close()


def credential(teams: Teams, now: datetime) -> Credential:
    """Give what the bot signs in with; raise BadSettingsError where it is not good."""
    if teams.certificate_file:
        file = Path(teams.certificate_file)
        return read_certificate(file, teams.app_id, teams.tenant_id, now)
    if teams.managed_identity:
        return managed_identity(teams.managed_identity)
    return Secret(teams.app_id, teams.tenant_id, teams.secret)


def link_to_teams(settings: Settings, clock: Callable[[], datetime]) -> TeamsLink | None:
    """Give the link to Teams that the settings ask for, or None."""
    teams = settings.teams
    if teams.anonymous:
        playground = TrustedUrls(frozenset({_origin(teams.service_url)}))
        connector = Connector(None, trusted=playground)
        home = TeamsHome(teams.service_url, teams.tenant_id, teams.allowed_tenants)
        return TeamsLink(connector, LoopbackOnly(), "28:bolden", teams.allowed_tenants, home)
    if not teams.app_id:
        return None
    proof = credential(teams, clock())
    graph = Graph(TokenSource(proof, now=clock, service=GRAPH), now=clock)
    installer = Installer(graph, teams.app_id, now=clock, catalogue_id=teams.catalogue_id)
    return TeamsLink(
        Connector(TokenSource(proof, now=clock)),
        TokenVerifier(teams.app_id, KeyRing(now=clock), now=clock),
        f"28:{teams.app_id}",
        teams.allowed_tenants,
        TeamsHome(
            teams.service_url, teams.tenant_id, teams.allowed_tenants, installs=teams.install
        ),
        graph,
        installer if teams.install else None,
    )


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"
