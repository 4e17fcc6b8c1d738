"""The connector's keys: fetched once for many, kept for a day, and tokens that only look signed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import jwt
import pytest
from aiohttp import web

from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.keyring import KeyRing
from bot.delivery.verification import TokenVerifier
from bot.errors import UnverifiedError
from bot.standin.identity import ISSUER, Identity
from tests.teams_world import APP_ID, TENANT, Clock

URL = "https://smba.trafficmanager.net/emea/"


class KeyServer:
    """Publishes an identity's keys, counts how often it is asked, and can fail."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.asked = 0
        self.fails = False
        self.url = ""

    async def metadata(self, request: web.Request) -> web.Response:
        self.asked += 1
        if self.fails:
            raise web.HTTPServiceUnavailable
        return web.json_response({"jwks_uri": f"{request.url.origin()}/keys"})

    async def keys(self, request: web.Request) -> web.Response:
        broken, other, nameless = {"kty": "RSA", "kid": "odd"}, {"kty": "EC"}, {"kty": "RSA"}
        return web.json_response({"keys": [broken, other, nameless, *self.identity.keys()["keys"]]})


@asynccontextmanager
async def published(clock: Clock) -> AsyncIterator[tuple[KeyServer, TokenVerifier]]:
    identity = Identity(app_id=APP_ID, secret="s", tenant_id=TENANT, now=clock)
    server = KeyServer(identity)
    app = web.Application()
    app.add_routes([web.get("/metadata", server.metadata), web.get("/keys", server.keys)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/metadata"
    try:
        yield server, TokenVerifier(APP_ID, KeyRing(now=clock, metadata_url=url), now=clock)
    finally:
        await runner.cleanup()


async def test_many_requests_at_once_fetch_the_keys_once() -> None:
    clock = Clock()
    async with published(clock) as (server, verifier):
        header = f"Bearer {server.identity.sign(URL)}"
        callers = await asyncio.gather(*(verifier.verify(header, None) for _ in range(20)))
        assert {caller.service_url for caller in callers} == {URL}
        assert server.asked == 1


async def test_a_forger_cannot_make_us_ask_all_the_time() -> None:
    clock = Clock()
    async with published(clock) as (server, verifier):
        stranger = Identity(app_id=APP_ID, secret="s", tenant_id=TENANT, now=clock)
        for _ in range(5):
            stranger.rotate()
            with pytest.raises(UnverifiedError):
                await verifier.verify(f"Bearer {stranger.sign(URL)}", None)
        assert server.asked == 1


async def test_keys_are_fetched_anew_each_day() -> None:
    clock = Clock()
    async with published(clock) as (server, verifier):
        for asked, hours in ((1, 23), (1, 2), (2, 23), (2, 0)):
            await verifier.verify(f"Bearer {server.identity.sign(URL)}", None)
            assert server.asked == asked
            clock.forward(hours=hours)


async def test_where_keys_cannot_be_fetched_the_old_ones_are_believed_for_a_day_more() -> None:
    clock = Clock()
    async with published(clock) as (server, verifier):
        await verifier.verify(f"Bearer {server.identity.sign(URL)}", None)
        server.fails = True
        clock.forward(hours=47)
        await verifier.verify(f"Bearer {server.identity.sign(URL)}", None)
        clock.forward(hours=2)
        with pytest.raises(UnverifiedError):
            await verifier.verify(f"Bearer {server.identity.sign(URL)}", None)


async def test_after_a_fault_it_is_tried_again_soon_but_not_at_once() -> None:
    clock = Clock()
    async with published(clock) as (server, verifier):
        server.fails = True
        for _ in range(3):
            with pytest.raises(UnverifiedError):
                await verifier.verify(f"Bearer {server.identity.sign(URL)}", None)
        assert server.asked == 1
        server.fails = False
        clock.moment += timedelta(seconds=10)
        await verifier.verify(f"Bearer {server.identity.sign(URL)}", None)
        assert server.asked == 2


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_a_token_without_a_real_signature_is_worth_nothing(algorithm: str) -> None:
    clock = Clock()
    async with published(clock) as (server, verifier):
        published_key = server.identity.keys()["keys"][0]
        claims = {"iss": ISSUER, "aud": APP_ID, "serviceurl": URL, "exp": 4_000_000_000}
        secret = "" if algorithm == "none" else str(published_key["n"])
        forged = jwt.encode(
            claims, secret, algorithm=algorithm, headers={"kid": published_key["kid"]}
        )
        with pytest.raises(UnverifiedError):
            await verifier.verify(f"Bearer {forged}", None)


async def test_the_token_does_not_follow_a_redirect() -> None:
    led_astray = []

    async def redirect(request: web.Request) -> web.Response:
        raise web.HTTPTemporaryRedirect("/elsewhere")

    async def elsewhere(request: web.Request) -> web.Response:
        led_astray.append(request.path)
        return web.json_response({"id": "1"})

    app = web.Application()
    app.add_routes([web.post("/v3/conversations", redirect), web.post("/elsewhere", elsewhere)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    connector = Connector(None, trusted=TrustedUrls(frozenset({origin})))
    try:
        assert (await connector.post(origin, "/v3/conversations", {})).status == 307
        assert led_astray == []
    finally:
        await connector.close()
        await runner.cleanup()
