"""Who somebody is: their Entra account, taken from a token that Entra signed for this app."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.claims import unverified, verified
from bot.delivery.keyring import KeyRing
from bot.errors import UnverifiedError

#: where Entra publishes the keys of all tenants
ENTRA_METADATA_URL = (
    "https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration"
)
_ISSUER = "https://login.microsoftonline.com/{tenantid}/v2.0"
#: what Teams is given leave to ask for in our name
SCOPE = "access_as_user"


@dataclass(frozen=True)
class Account:
    """Somebody's account in their own tenant; ids as Entra has them, in small letters."""

    tenant_id: str
    entra_id: str


class AccountVerifier:
    """Checks Entra's tokens: for us, from a tenant we listen to, good now."""

    def __init__(
        self,
        audience: Collection[str],
        keys: KeyRing,
        *,
        tenants: Collection[str],
        now: Callable[[], datetime],
    ) -> None:
        self._audience = audience
        self._keys = keys
        self._tenants = frozenset(one.casefold() for one in tenants)
        self._now = now

    async def verify_tab(self, token: str) -> Account:
        """Give whose access token it is that Teams brings; raise UnverifiedError."""
        account, claims = await self._verify(token)
        if SCOPE not in str(claims.get("scp", "")).split():
            raise UnverifiedError("The token was not issued for the tab.")
        return account

    async def verify_identity(self, token: str) -> Account:
        """Give whose id token it is that ends a sign-in; raise UnverifiedError."""
        account, claims = await self._verify(token)
        if "scp" in claims or "nonce" not in claims:
            raise UnverifiedError("The token is no id token.")
        return account

    async def _verify(self, token: str) -> tuple[Account, dict[str, object]]:
        tenant = str(unverified(token).get("tid", "")).casefold()
        if tenant not in self._tenants:
            raise UnverifiedError("The account belongs to a tenant that is not listened to.")
        issuer = _ISSUER.format(tenantid=tenant)
        key, claims = await verified(
            token, self._keys, audience=self._audience, issuer=issuer, now=self._now()
        )
        # Entra says of its keys whose tokens they sign: of one tenant, or of any
        if key.issuer and key.issuer.replace("{tenantid}", tenant) != issuer:
            raise UnverifiedError("The key signs for another issuer.")
        entra_id = claims.get("oid")
        if not isinstance(entra_id, str) or not entra_id:
            raise UnverifiedError("The token names nobody.")
        return Account(tenant, entra_id.casefold()), claims
