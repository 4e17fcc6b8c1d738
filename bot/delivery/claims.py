"""What a signed token says, once its signature, issuer, audience and times have been judged."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from bot.delivery.keyring import Key, KeyRing
from bot.errors import UnverifiedError

#: what the Bot Connector's documentation allows for clocks that differ
_LEEWAY = timedelta(minutes=5)
_DECODING: Any = {
    "require": ["iss", "aud", "exp"],
    # judged below, by the clock that we are given
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
}


async def verified(
    token: str, keys: KeyRing, *, audience: Collection[str], issuer: str, now: datetime
) -> tuple[Key, dict[str, Any]]:
    """Give the key that signed a token, and what the token says; raise UnverifiedError."""
    import jwt  # heavy, and not needed before the first token comes

    try:
        key = await keys.find(str(jwt.get_unverified_header(token).get("kid")))
        if key is None:
            raise UnverifiedError("The token is signed with an unknown key.")
        claims = jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            audience=list(audience),
            issuer=issuer,
            options=_DECODING,
        )
        _check_times(claims, now)
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as error:
        raise UnverifiedError("The token is not valid.") from error
    return key, claims


def unverified(token: str) -> dict[str, Any]:
    """Give what a token says of itself, before anybody has judged it; raise UnverifiedError."""
    import jwt

    try:
        return dict(jwt.decode(token, options={"verify_signature": False}))
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise UnverifiedError("The token is not valid.") from error


def _check_times(claims: dict[str, Any], now: datetime) -> None:
    moment, leeway = now.timestamp(), _LEEWAY.total_seconds()
    if moment > float(claims["exp"]) + leeway:
        raise UnverifiedError("The token has expired.")
    if moment < float(claims.get("nbf", 0)) - leeway:
        raise UnverifiedError("The token is not valid yet.")
