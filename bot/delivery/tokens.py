"""Our own token for the Bot Connector: one for all, renewed before it runs out."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msal

from bot.errors import BoldenError

_SCOPES = ["https://api.botframework.com/.default"]
#: so that a token never runs out under way
_MARGIN = timedelta(minutes=5)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class NoTokenError(BoldenError):
    """No token for Teams could be had; the cause says why."""


class TokenSource:
    """Tokens of the bot's own tenant, whichever tenant they are used towards."""

    def __init__(
        self,
        app_id: str,
        secret: str,
        tenant_id: str,
        *,
        now: Callable[[], datetime],
        http_client: object | None = None,
    ) -> None:
        self._app_id = app_id
        self._secret = secret
        self._tenant_id = tenant_id
        self._now = now
        self._http_client = http_client
        self._lock = asyncio.Lock()
        self._app: Any = None
        self._token = ""
        self._good_until = _LONG_AGO

    async def token(self) -> str:
        """Give a token that is good for some minutes yet; raise NoTokenError."""
        if self._now() < self._good_until:
            return self._token
        async with self._lock:
            if self._now() >= self._good_until:
                await self._renew()
            return self._token

    async def instead_of(self, rejected: str) -> str:
        """Give another token than the one that was rejected."""
        async with self._lock:
            if self._token == rejected:  # else another caller has renewed it already
                await self._renew()
            return self._token

    async def _renew(self) -> None:
        self._good_until = _LONG_AGO
        result = await asyncio.to_thread(self._ask)
        token, seconds = result.get("access_token"), result.get("expires_in")
        if not token or not seconds:
            # the error's code only: the description repeats what we sent
            raise NoTokenError(f"Sign-in to Teams was refused ({result.get('error', 'no token')}).")
        self._token = str(token)
        self._good_until = self._now() + max(timedelta(seconds=int(seconds)) - _MARGIN, timedelta())

    def _ask(self) -> dict[str, Any]:
        try:
            if self._app is None:
                self._app = self._application()
            self._app.remove_tokens_for_client()  # else msal may give the old one again
            return dict(self._app.acquire_token_for_client(scopes=_SCOPES) or {})
        except Exception as error:  # msal lets the errors of its HTTP library through
            raise NoTokenError("Sign-in to Teams cannot be reached.") from error

    def _application(self) -> Any:
        return msal.ConfidentialClientApplication(
            self._app_id,
            client_credential=self._secret,
            authority=f"https://login.microsoftonline.com/{self._tenant_id}",
            instance_discovery=False,
            http_client=self._http_client,
            timeout=10,
        )
