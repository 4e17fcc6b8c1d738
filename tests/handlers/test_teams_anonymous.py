"""Sign-in off, as for the Agents Playground: this machine only."""

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.delivery.verification import LoopbackOnly
from bot.errors import UnverifiedError
from handlers.messages import peer


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.8.8.8"])
async def test_this_machine_is_let_in(address: str) -> None:
    caller = await LoopbackOnly().verify(None, address)
    caller.vouch_for(service_url="http://localhost:56150/_connector", channel_id="msteams")


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "", None, "unix:"])
async def test_nobody_else_is(address: str | None) -> None:
    with pytest.raises(UnverifiedError):
        await LoopbackOnly().verify("Bearer anything", address)


def test_a_proxy_on_this_machine_does_not_make_its_callers_local() -> None:
    def request(**headers: str) -> web.Request:
        headers = {"Host": "127.0.0.1:3978"} | headers
        return make_mocked_request("POST", "/api/messages", headers=headers).clone(
            remote="127.0.0.1"
        )

    assert peer(request()) == "127.0.0.1"
    assert peer(request(Forwarded="for=192.0.2.7")) is None
    assert peer(request(**{"X-Forwarded-For": "192.0.2.7"})) is None
    assert peer(request(Host="localhost")) == "127.0.0.1"


def test_another_name_for_this_machine_is_not_local() -> None:
    """A page elsewhere may point its own name here."""
    request = make_mocked_request("POST", "/api/messages", headers={"Host": "ond.example.org:3978"})
    assert peer(request.clone(remote="127.0.0.1")) is None
