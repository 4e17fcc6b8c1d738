"""Sign-in in a browser: OpenID Connect's authorisation code flow with PKCE, by msal."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from bot.delivery.credentials import Certificate, Secret
from bot.delivery.tokens import confidential_client
from bot.errors import NoTokenError, UnverifiedError

#: what must stay the same from the way out to the way back
Flow = dict[str, Any]
#: as Entra names errors; whatever else is posted as one is anybody's words
_CODE = re.compile(r"[a-z_]{1,40}")
#: what Entra calls any tenant's work accounts
ANY_TENANT = "organizations"


class CodeFlow:
    """Sends people to Entra and takes them back; state, nonce and PKCE are msal's."""

    def __init__(
        self,
        credential: Secret | Certificate,
        redirect_uri: str,
        *,
        tenant: str,
        http_client: object | None = None,
    ) -> None:
        self._credential = credential
        self._redirect_uri = redirect_uri
        self._tenant = tenant
        self._http_client = http_client

    async def begin(self) -> tuple[str, Flow]:
        """Give where to send the browser, and what it must bring back; raise NoTokenError."""
        flow = await asyncio.to_thread(self._begin)
        return str(flow.pop("auth_uri")), flow

    async def finish(self, flow: Flow, answer: Mapping[str, str]) -> str:
        """Give the id token for the answer; raise UnverifiedError, or NoTokenError.

        The token comes straight from Entra, but its signature is still to be checked.
        """
        try:
            result = await asyncio.to_thread(self._finish, flow, dict(answer))
        except (ValueError, RuntimeError) as error:  # what msal says of state and nonce
            raise UnverifiedError("The answer does not belong to this sign-in.") from error
        token = result.get("id_token")
        if not token:
            # the error's code only: the description repeats what we sent
            raise UnverifiedError(f"Entra gave no token ({_code(result)}).")
        return str(token)

    def _begin(self) -> Flow:
        try:
            # the id token alone is wanted: no scope of any API
            return dict(
                self._client().initiate_auth_code_flow(
                    [],
                    redirect_uri=self._redirect_uri,
                    prompt="select_account",
                    response_mode="form_post",  # in an address the code would be kept and logged
                )
            )
        except Exception as error:  # msal lets the errors of its HTTP library through
            raise NoTokenError("Entra cannot be reached.") from error

    def _finish(self, flow: Flow, answer: dict[str, str]) -> dict[str, Any]:
        try:
            return dict(self._client().acquire_token_by_auth_code_flow(flow, answer))
        except (ValueError, RuntimeError):
            raise
        except Exception as error:  # as above
            raise NoTokenError("Entra cannot be reached.") from error

    def _client(self) -> Any:
        """Give a client with a cache of its own: nobody's tokens are kept."""
        return confidential_client(self._credential, self._http_client, self._tenant)


def _code(result: Mapping[str, Any]) -> str:
    error = str(result.get("error", "no_id_token"))
    return error if _CODE.fullmatch(error) else "an odd error"
