"""The login service as people meet it: it signs in whom it is told to, for the app alone."""

import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Any

from aiohttp import web

from bot.standin.identity import Identity
from bot.standin.places import User

_ISSUER = "https://login.microsoftonline.com/{tenant}/v2.0"
_SECONDS = 3600


@dataclass(frozen=True)
class _Asked:
    """A sign-in for which a code was given."""

    user: User
    redirect_uri: str
    nonce: str
    challenge: str


class Accounts:
    """Tokens that say who somebody is: to a tab at once, to a browser for a code."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        identity.redeem = self.redeem
        self._codes: dict[str, _Asked] = {}
        #: who is at the browser; None for somebody who gives up
        self.at_browser: User | None = None

    def add_to(self, app: web.Application) -> None:
        """Serve the page where people sign in; it asks nothing."""
        app.router.add_get("/{tenant}/oauth2/v2.0/authorize", self._authorize)

    def tab_token(self, user: User, **changes: Any) -> str:
        """Give what Teams brings a tab; `changes` make it a wrong one (None: left out)."""
        claims = self._claims(user) | {"scp": "access_as_user", "ver": "2.0"}
        return self._identity.sign_claims(claims | changes)

    def id_token(self, user: User, nonce: str, **changes: Any) -> str:
        """Give what ends a sign-in in a browser."""
        return self._identity.sign_claims(self._claims(user) | {"nonce": nonce} | changes)

    def redeem(self, form: dict[str, Any]) -> dict[str, Any] | None:
        """Give an id token for a code, once, to whoever asked for it; else None."""
        asked = self._codes.pop(str(form.get("code")), None)
        proof = sha256(str(form.get("code_verifier")).encode()).digest()
        if (
            asked is None
            or form.get("client_secret") != self._identity.secret
            or form.get("redirect_uri") != asked.redirect_uri
            or urlsafe_b64encode(proof).decode().rstrip("=") != asked.challenge
        ):
            return None
        return {
            "token_type": "Bearer",
            "expires_in": _SECONDS,
            "access_token": secrets.token_urlsafe(24),
            "id_token": self.id_token(asked.user, asked.nonce),
        }

    async def _authorize(self, request: web.Request) -> web.Response:
        query = request.query
        answer = {"state": query["state"]}
        if self.at_browser is None or query["client_id"] != self._identity.app_id:
            answer["error"] = "access_denied"
        else:
            answer["code"] = secrets.token_urlsafe(24)
            self._codes[answer["code"]] = _Asked(
                self.at_browser, query["redirect_uri"], query["nonce"], query["code_challenge"]
            )
        return web.Response(text=_posting(query["redirect_uri"], answer), content_type="text/html")

    def _claims(self, user: User) -> dict[str, Any]:
        now = int(self._identity.now().timestamp())
        return {
            "iss": _ISSUER.format(tenant=user.tenant_id),
            "aud": self._identity.app_id,
            "tid": user.tenant_id,
            "oid": user.entra_id,
            "sub": secrets.token_urlsafe(12),
            "iat": now,
            "nbf": now,
            "exp": now + _SECONDS,
        }


def _posting(address: str, fields: dict[str, str]) -> str:
    """Give a page whose button posts some fields; the real one presses it itself."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    )
    return f'<form method="post" action="{escape(address)}">{hidden}<button>OK</button></form>'
