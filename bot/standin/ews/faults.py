"""Faults that the stand-in's Exchange shows on demand."""

from dataclasses import dataclass

from aiohttp import web

from bot.standin.ews.soap import ExchangeError, answer, fault, refused
from bot.standin.faults import Mishap


@dataclass(frozen=True)
class EwsFault(Mishap):
    """What to answer instead, to the next call, or the next of one `operation`.

    With `status` 500 a SOAP fault is shown, or, `as_message`, an answer that tells of the error
    as of one thing that was asked for; with any other status a page without SOAP. `back_off` is
    in milliseconds.
    """

    code: str = "ErrorInternalServerError"
    operation: str | None = None
    status: int = 500
    back_off: int | None = None
    as_message: bool = False

    def shown(self, operation: str) -> web.Response:
        """Give the answer that this fault is."""
        if self.status == 401:
            return sign_in()
        if self.status != 500:
            return web.Response(status=self.status, text="As the test asked for.")
        error = ExchangeError(self.code, "As the test asked for.", self.back_off)
        if self.as_message:
            return soap(200, answer(operation, [refused(operation, error)]))
        return soap(500, fault(error))


BUSY = EwsFault("ErrorServerBusy", back_off=2000)
BUSY_MESSAGE = EwsFault("ErrorServerBusy", as_message=True)
UNAVAILABLE = EwsFault(status=503)
SIGNED_OUT = EwsFault(status=401)
STATE_LOST = EwsFault("ErrorInvalidSyncStateData", "SyncFolderItems", as_message=True)
MOVED = EwsFault("ErrorMailboxMoveInProgress", as_message=True)
LOST_ANSWER = EwsFault(operation="CreateItem", drops=True, after_doing=True)
LOST_REQUEST = EwsFault(operation="CreateItem", drops=True)


def soap(status: int, body: bytes) -> web.Response:
    """Give an envelope as an answer."""
    return web.Response(status=status, body=body, content_type="text/xml", charset="utf-8")


def sign_in() -> web.Response:
    """Refuse whoever is not known."""
    return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="exchange"'})
