"""A door before an Exchange, as such have them: TLS, and sign-in by NTLM or by a token."""

import ssl
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import spnego
from aiohttp import ClientSession, encode_basic_auth, web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from spnego.channel_bindings import GssChannelBindings
from spnego.exceptions import SpnegoError

from tests.ews_world import Ews


@dataclass
class Door:
    """What came to it; whoever is let in gets the answers of `ews`."""

    ews: Ews
    session: ClientSession
    bindings: GssChannelBindings
    url: str = ""
    requests: int = 0
    let_in: int = 0
    refused: int = 0
    #: for how long each token is good, in seconds; the last one for all that follow
    lifetimes: list[int] = field(default_factory=lambda: [3600])
    #: what was said by who asked for one
    asked: list[dict[str, str]] = field(default_factory=list)
    #: by line, until it is closed
    _lines: dict[object, spnego.ContextProxy] = field(default_factory=dict)

    async def handle(self, request: web.Request) -> web.Response:
        """Let a line in step by step; what comes on it after is passed on."""
        self.requests += 1
        body, line = await request.read(), self._lines.get(request.transport)
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind == "Bearer" and token == f"token-{len(self.asked)}":
            return await self._passed_on(body)
        if kind == "NTLM":
            if line is None or line.complete:
                line = spnego.server(protocol="ntlm", channel_bindings=self.bindings)
                self._lines[request.transport] = line
            try:
                challenge = line.step(b64decode(token))
            except SpnegoError:
                self.refused += 1
                return web.Response(status=401, headers={"WWW-Authenticate": "NTLM"})
            if challenge:
                told = f"NTLM {b64encode(challenge).decode()}"
                return web.Response(status=401, headers={"WWW-Authenticate": told})
            self.let_in += 1
        if line is None or not line.complete:
            return web.Response(status=401, headers={"WWW-Authenticate": "Negotiate, NTLM"})
        return await self._passed_on(body)

    async def token(self, request: web.Request) -> web.Response:
        """Give a token to whoever knows the password of the bot's account."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(form)
        if form["password"] != "hemmelig7":
            return web.json_response({"error": "invalid_grant"}, status=400)
        lasts = self.lifetimes.pop(0) if len(self.lifetimes) > 1 else self.lifetimes[0]
        token = f"token-{len(self.asked)}"
        granted = {
            "token_type": "Bearer",
            "expires_in": lasts,
            "scope": "more",
            "access_token": token,
        }
        return web.json_response(granted)

    async def _passed_on(self, body: bytes) -> web.Response:
        as_bot = encode_basic_auth(self.ews.user, self.ews.password)
        headers = {"Authorization": as_bot, "Content-Type": "text/xml; charset=utf-8"}
        async with self.session.post(self.ews.url, data=body, headers=headers) as answer:
            given = await answer.read()
            return web.Response(status=answer.status, body=given, content_type="text/xml")


@asynccontextmanager
async def exchange_door(ews: Ews, serving: ssl.SSLContext, certificate: str) -> AsyncIterator[Door]:
    """Open it on loopback; it knows whom NTLM_USER_FILE names."""
    of_der = hashes.Hash(hashes.SHA256())
    of_der.update(x509.load_pem_x509_certificate(certificate.encode()).public_bytes(Encoding.DER))
    data = b"tls-server-end-point:" + of_der.finalize()
    async with ClientSession() as session:
        door = Door(ews, session, GssChannelBindings(application_data=data))
        app = web.Application()
        app.router.add_post("/EWS/Exchange.asmx", door.handle)
        app.router.add_post("/token", door.token)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=serving).start()
        door.url = f"https://localhost:{runner.addresses[0][1]}/EWS/Exchange.asmx"
        try:
            yield door
        finally:
            await runner.cleanup()
