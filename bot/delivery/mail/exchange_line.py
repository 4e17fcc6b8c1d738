"""The line to an Exchange server: where to, as whom, whose certificates are believed, what fails.

Nothing is tried twice here: what a failure means, and when to ask again, others decide.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from exchangelib import Configuration, Credentials
from exchangelib.credentials import BaseCredentials, OAuth2LegacyCredentials
from exchangelib.errors import (
    ErrorExceededConnectionCount,
    ErrorInvalidSyncStateData,
    ErrorServerBusy,
    ErrorTimeoutExpired,
    EWSError,
    ResponseMessageError,
    UnauthorizedError,
)
from exchangelib.protocol import Protocol
from exchangelib.transport import AUTH_TYPE_MAP, BASIC, GSSAPI, NTLM, OAUTH2
from exchangelib.version import EXCHANGE_2013_SP1, Version
from oauthlib.oauth2 import InvalidClientError, InvalidGrantError, UnauthorizedClientError
from requests import Session
from requests.adapters import HTTPAdapter

from bot.delivery.mail.server import trusted_tls
from bot.errors import BadSettingsError, BoldenError

# when something goes wrong exchangelib writes whole mails and answers to its log
logging.getLogger("exchangelib").setLevel(logging.CRITICAL + 1)

#: calls at a time; with more than two, exchangelib may wait for itself for ever when it gives
#: up a line because the server is busy
LINES = 2
_SIGN_IN = {"ntlm": NTLM, "basic": BASIC, "kerberos": GSSAPI, "oauth": OAUTH2}


class Trouble(StrEnum):
    """What went wrong?"""

    #: who we say we are is not believed
    SHUT = "shut"
    #: not now, or the line broke: it may have been done
    BUSY = "busy"
    #: no answer, or none that is to be understood: it may have been done
    LOST = "lost"
    #: refused with a code of EWS
    SAID = "said"
    #: what was known of the inbox is known no more
    STALE = "stale"


class ExchangeError(BoldenError):
    """What was asked for was not done, or nobody can know; `code` says why, for the report."""

    def __init__(self, trouble: Trouble, code: str, back_off: float = 0.0) -> None:
        super().__init__(f"The Exchange server did not do it ({code}).")
        self.trouble, self.code = trouble, code
        #: in seconds, until it may be asked again: what it did after all is filed by then
        self.back_off = back_off


@dataclass(frozen=True)
class App:
    """With oauth: where a token for the account is to be had, and as which app."""

    token_url: str = ""
    client_id: str = ""
    #: empty for an app that has none
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Login:
    """Where the server is and whom it knows us as; `way` is ntlm, basic, kerberos or oauth."""

    url: str
    way: str = "ntlm"
    user: str = ""
    password: str = field(default="", repr=False)
    app: App = App()


class _OurTrust(HTTPAdapter):
    """Believes the machine's own authorities, not those that came with a package."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=trusted_tls(), **kwargs)

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Add nobody to them."""


class Line(Protocol):  # type: ignore[misc]
    """The connections to the server."""

    HTTP_ADAPTER_CLS = _OurTrust
    #: in seconds, for each answer; looking up and sending together stay below an outbox row's lease
    TIMEOUT = 20
    #: in seconds, until it is asked again where the server names no time
    RETRY_WAIT = 60
    USERAGENT = "Bolden"

    @classmethod
    def raw_session(cls, *args: Any, **kwargs: Any) -> Session:
        """Open a line that nothing in the environment leads elsewhere."""
        session: Session = super().raw_session(*args, **kwargs)
        session.trust_env = False
        return session


class _AccountToken(OAuth2LegacyCredentials):  # type: ignore[misc]
    """A token that lets the app do in this server's mailboxes what the account may do."""

    def __init__(self, login: Login) -> None:
        app, url = login.app, urlsplit(login.url)
        super().__init__(
            login.user, login.password, client_id=app.client_id, client_secret=app.secret or None
        )
        self._token_url = app.token_url
        self._scope = f"https://{url.hostname}/EWS.AccessAsUser.All"

    @property
    def token_url(self) -> str:
        """Where it is to be had: exchangelib knows Exchange Online's alone."""
        return self._token_url

    @property
    def scope(self) -> list[str]:
        """What it is for."""
        return [self._scope]

    def session_params(self) -> dict[str, Any]:
        """Renew it by asking anew, not by a second token that some servers do not give."""
        return {"token": self.access_token}

    def refresh(self, session: Any) -> None:
        """Forget it once it has ended, so that it is asked for anew."""
        self.access_token = None


def configuration(login: Login) -> Configuration:
    way = _SIGN_IN[login.way]
    if way not in AUTH_TYPE_MAP:
        raise BadSettingsError(
            "'mail.ews_auth' kerberos needs the Python package requests-gssapi, and is without it."
        )
    # all three given, or it is asked for them; what 2013 understands, every newer one does
    return Configuration(
        service_endpoint=login.url,
        auth_type=way,
        version=Version(EXCHANGE_2013_SP1),
        credentials=_credentials(login),
        retry_policy=None,
        max_connections=LINES,
    )


def _credentials(login: Login) -> BaseCredentials | None:
    if login.way == "kerberos":  # a ticket, which is not ours
        return None
    if login.way == "oauth":
        return _AccountToken(login)
    return Credentials(login.user, login.password)


@contextmanager
def told() -> Iterator[None]:
    """Say of everything that exchangelib, or what is below it, may raise what it means for us."""
    try:
        yield
    except UnauthorizedError as error:
        raise ExchangeError(Trouble.SHUT, "MailLogin401") from error
    except (InvalidClientError, InvalidGrantError, UnauthorizedClientError) as error:
        raise ExchangeError(Trouble.SHUT, _code(error)) from error
    except ErrorInvalidSyncStateData as error:
        raise ExchangeError(Trouble.STALE, _code(error)) from error
    except ErrorServerBusy as error:
        # also what it makes of a line that broke: then that is the cause
        cause = error.__context__ if isinstance(error.__context__, EWSError) else error
        raise ExchangeError(Trouble.BUSY, _code(cause), error.back_off or 0.0) from error
    except (ErrorTimeoutExpired, ErrorExceededConnectionCount) as error:
        raise ExchangeError(Trouble.BUSY, _code(error), Line.RETRY_WAIT) from error
    except ResponseMessageError as error:
        raise ExchangeError(Trouble.SAID, _code(error)) from error
    except Exception as error:  # it lets through whatever its own helpers raise
        raise ExchangeError(Trouble.LOST, _code(error), Line.RETRY_WAIT) from error


def _code(error: Exception) -> str:
    return type(error).__name__
