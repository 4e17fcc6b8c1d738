"""The bot's own tokens, one source for each service: one token for all, renewed in good time."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bot.delivery.credentials import Certificate, Credential, ManagedIdentity, Secret
from bot.errors import NoTokenError

#: the services that the bot signs in to
CONNECTOR = "https://api.botframework.com"
GRAPH = "https://graph.microsoft.com"
#: so that a token never runs out under way
_MARGIN = timedelta(minutes=5)
_SECONDS = 10
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class TokenSource:
    """Tokens of the bot's own tenant for one service, whichever tenant they are used towards."""

    def __init__(
        self,
        credential: Credential,
        *,
        now: Callable[[], datetime],
        service: str = CONNECTOR,
        http_client: object | None = None,
    ) -> None:
        self._credential = credential
        self._service = service
        self._now = now
        self._http_client = http_client
        self._app: Any = None
        self._token = ""
        self._renew_at = self._ends_at = _LONG_AGO
        self._renewal: asyncio.Task[None] | None = None

    async def token(self) -> str:
        """Give a token that is good for some minutes yet; raise NoTokenError."""
        if self._now() >= self._renew_at:
            try:
                await self._renewed()
            except NoTokenError:
                if self._now() >= self._ends_at:
                    raise
                # the one we have is good for a little longer: the next caller asks again
        return self._token

    async def instead_of(self, rejected: str) -> str:
        """Give another token than the one that was rejected."""
        if self._token == rejected:  # else another caller has renewed it already
            self._renew_at = self._ends_at = _LONG_AGO
            await self._renewed()
        return self._token

    async def _renewed(self) -> None:
        """Ask once for all who wait, so that a service that hangs makes none wait in line."""
        if self._renewal is None:
            self._renewal = asyncio.create_task(self._renew())
            self._renewal.add_done_callback(self._forget)
        await asyncio.shield(self._renewal)

    def _forget(self, renewal: asyncio.Task[None]) -> None:
        self._renewal = None
        if not renewal.cancelled():
            renewal.exception()  # who waited has it; if all have gone, nobody misses it

    async def _renew(self) -> None:
        result = await asyncio.to_thread(self._ask)
        token, seconds = result.get("access_token"), result.get("expires_in")
        if not token or not seconds:
            # the error's code only: the description repeats what we sent
            raise NoTokenError(f"Sign-in to Teams was refused ({result.get('error', 'no token')}).")
        self._token = str(token)
        self._ends_at = self._now() + timedelta(seconds=int(seconds))
        self._renew_at = self._ends_at - _MARGIN

    def _ask(self) -> dict[str, Any]:
        """Ask anew: without a cache of msal's, which might give the old one again."""
        try:
            if isinstance(self._credential, ManagedIdentity):
                return dict(_machine(self._credential, self._http_client, self._service) or {})
            if self._app is None:
                self._app = confidential_client(self._credential, self._http_client)
            self._app.remove_tokens_for_client()
            scopes = [f"{self._service}/.default"]
            return dict(self._app.acquire_token_for_client(scopes=scopes) or {})
        except Exception as error:  # msal lets the errors of its HTTP library through
            raise NoTokenError("Sign-in to Teams cannot be reached.") from error


def confidential_client(
    credential: Secret | Certificate, http_client: object | None, tenant: str | None = None
) -> Any:
    """Give msal's client of the app, towards its own tenant or another authority of Entra's."""
    proof: object = (
        credential.secret
        if isinstance(credential, Secret)
        # without a thumbprint msal signs by PS256 and names the certificate by its SHA-256
        else {"private_key": credential.key, "public_certificate": credential.public}
    )
    import msal  # heavy, and only needed once a token is

    return msal.ConfidentialClientApplication(
        credential.app_id,
        client_credential=proof,
        authority=f"https://login.microsoftonline.com/{tenant or credential.tenant_id}",
        instance_discovery=False,
        http_client=http_client,
        timeout=_SECONDS,
    )


def _machine(identity: ManagedIdentity, http_client: object | None, service: str) -> Any:
    import msal

    named = identity.client_id
    which = msal.UserAssignedManagedIdentity(client_id=named) if named else None
    client = msal.ManagedIdentityClient(
        which or msal.SystemAssignedManagedIdentity(), http_client=http_client or _session()
    )
    return client.acquire_token_for_client(resource=service)


def _session() -> Any:
    """The identity service is on the machine itself: no proxy must see what it is asked."""
    import requests

    session = requests.Session()
    session.trust_env = False
    session.request = partial(session.request, timeout=_SECONDS)  # type: ignore[method-assign]
    return session
