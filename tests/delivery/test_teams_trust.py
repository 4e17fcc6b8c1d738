"""Where our token may go, and where it never goes."""

import pytest

from bot.delivery.connector import TrustedUrls
from bot.domain.delivery import Sending, SendState, TeamsAddress
from tests.teams_world import NOTICE, TENANT, Teams

STANDIN = "http://127.0.0.1:4010"


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net/teams",
        "https://europe.webchat.botframework.com/",
        "http://127.0.0.1:4010/teams/",
    ],
)
def test_trusted(url: str) -> None:
    assert TrustedUrls(frozenset({STANDIN})).trusts(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net.example.org/",
        "https://example.org/smba.trafficmanager.net/",
        "https://evil.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net@example.org/",
        "https://user@smba.trafficmanager.net/",
        "https://botframework.com.example.org/",
        "https://evilbotframework.com/",
        "http://127.0.0.1:4011/teams/",
        "http://127.0.0.1:4010@example.org/",
        "https://[::1/",
        "https://smba.trafficmanager.net:port/",
        "",
    ],
)
def test_not_trusted(url: str) -> None:
    assert not TrustedUrls(frozenset({STANDIN})).trusts(url)


async def test_nothing_is_sent_to_a_host_that_is_not_trusted(teams: Teams) -> None:
    elsewhere = TeamsAddress(
        teams.standin.service_url.replace("127.0.0.1", "localhost"), TENANT, "a:1"
    )
    receipt = await teams.sender.deliver(NOTICE, elsewhere, Sending(1))
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "UntrustedServiceUrl")
    assert teams.standin.identity.issued == 0
