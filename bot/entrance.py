"""How members come in at the board, as the settings say."""

from collections.abc import Callable
from datetime import datetime

from bot.delivery.accounts import ENTRA_METADATA_URL, AccountVerifier
from bot.delivery.code_flow import ANY_TENANT, CodeFlow
from bot.delivery.credentials import ManagedIdentity
from bot.delivery.keyring import KeyRing
from bot.errors import BadSettingsError
from bot.linking import credential
from bot.manifest_package import resource
from bot.settings import Settings
from bot.web.seals import Seals
from bot.web.sign_in import BACK, SignIn


def entrance(settings: Settings, key: bytes, clock: Callable[[], datetime]) -> SignIn:
    """Give the doors of a board that members sign in at; raise BadSettingsError."""
    teams, origin = settings.teams, settings.board.url.lower()
    proof = credential(teams, clock())
    if isinstance(proof, ManagedIdentity):
        raise BadSettingsError("Sign-in at the board needs a secret or a certificate.")
    audience = (teams.app_id.lower(), resource(teams.app_id, origin.removeprefix("https://")))
    keys = KeyRing(now=clock, metadata_url=ENTRA_METADATA_URL)
    alone = len(teams.allowed_tenants) == 1
    return SignIn(
        origin,
        Seals(key),
        AccountVerifier(audience, keys, tenants=teams.allowed_tenants, now=clock),
        CodeFlow(proof, origin + BACK, tenant=teams.tenant_id if alone else ANY_TENANT),
    )
