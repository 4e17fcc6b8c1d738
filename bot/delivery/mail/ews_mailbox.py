"""A mailbox on an Exchange server by EWS: ready MIME out, what is unread in.

Exchange keeps what it sent. A mail that may have left is looked for among the sent ones by its
Message-ID before it is sent again, so that it may be tried again after whatever went wrong.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.delivery.channel import Capabilities, Incoming
from bot.delivery.mail.exchange import Exchange
from bot.delivery.mail.exchange_inbox import Inbox
from bot.delivery.mail.exchange_line import LINES, ExchangeError, Login, Trouble
from bot.delivery.mail.message import message_id_of
from bot.delivery.teams_receipts import PAUSE, later
from bot.domain.delivery import Receipt, SendState
from bot.domain.mail_codes import NO_SUCH_ADDRESS

T = TypeVar("T")

_log = logging.getLogger(__name__)

#: how often it is asked for new mail, however often we are
_EVERY = timedelta(seconds=30)
#: a mail of a full batch may wait for those before it; the rest of its lease is for two calls
_LONGEST_WAIT = 30.0
#: until a server that was not to be had twice is tried again, longer each time
_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=30)
#: an account is soon locked by who tries a wrong password again and again
_LOCKED = timedelta(minutes=30)
#: until a mail is tried again that the server did not take for now
_BUSY = timedelta(minutes=5)
_NOBODY = "ErrorInvalidRecipients"
#: the mail itself is wrong, or whom it is to; all else may pass
_REFUSED = frozenset(
    {
        _NOBODY,
        "ErrorInvalidMimeContent",
        "ErrorMessageSizeExceeded",
        "ErrorMimeContentConversionFailed",
        "ErrorMimeContentInvalid",
        "ErrorMimeContentInvalidBase64String",
        "ErrorMissingRecipients",
    }
)
#: we may not, until somebody lets us
_DENIED = frozenset(
    {
        "ErrorAccessDenied",
        "ErrorMailboxLogonFailed",
        "ErrorNonExistentMailbox",
        "ErrorSendAsDenied",
    }
)


class EwsMailbox:
    """Implements `Mailbox` for one mailbox of an Exchange server."""

    #: an Exchange server knows no plus addresses
    capabilities = Capabilities(looks_up=True, at_once=LINES)

    def __init__(self, login: Login, address: str, *, clock: Callable[[], datetime]) -> None:
        self._exchange = Exchange(login, address)
        self._inbox = Inbox(self._exchange)
        self._clock = clock
        self._threads = ThreadPoolExecutor(LINES, "exchange")
        self._lines = asyncio.Semaphore(LINES)
        #: held by who tries the password; whoever comes after knows whether it is right
        self._door = asyncio.Lock()
        self._is_let_in = False
        #: until then nothing is tried, and why
        self._away: tuple[datetime, str] | None = None
        self._absences = 0
        self._alone = asyncio.Lock()
        self._look_at = clock()

    async def send(self, message: bytes, *, recipient: str, is_repeat: bool = False) -> Receipt:
        """Send the mail, a repeated one only where it is not among the sent ones."""
        message_id = message_id_of(message)
        try:
            async with asyncio.timeout(_LONGEST_WAIT) as waiting, self._line():
                waiting.reschedule(None)
                if not is_repeat or not await self._ask(self._exchange.is_sent, message_id):
                    await self._ask(self._exchange.send, message)
        except TimeoutError:
            return later("MailPace", None, self._clock() + PAUSE)
        except _AwayError as away:
            return later(away.reason, None, away.until)
        except ExchangeError as error:
            if error.code in _REFUSED:
                bad = NO_SUCH_ADDRESS if error.code == _NOBODY else None
                return Receipt(SendState.REFUSED, reason=error.code, bad_address=bad)
            return later(error.code, None, self._again_at(error))
        return Receipt(SendState.SENT, ref=message_id)

    async def fetch_new(self) -> Sequence[Incoming]:
        """Give what has come in and is not settled, oldest first."""
        if self._clock() < self._look_at:
            return []
        self._look_at = self._clock() + _EVERY
        try:
            async with self._alone, self._line():
                found = await self._ask(self._inbox.look)
        except _AwayError:
            return []
        except ExchangeError as error:
            _log.warning("the mailbox could not be read: %s", error.code)
            if error.trouble is Trouble.STALE:
                self._look_at = self._clock()
            else:
                self._look_at = max(self._look_at, self._again_at(error))
            return []
        if self._inbox.is_behind:
            self._look_at = self._clock()
        return found

    async def settle(self, uid: str) -> None:
        """Mark the mail as read; where that fails now, before the next look."""
        async with self._alone:
            self._inbox.settle(uid)
            try:
                async with self._line():
                    await self._ask(self._inbox.mark)
            except _AwayError:
                _log.info("a mail is marked as read later")
            except ExchangeError as error:
                self._again_at(error)
                _log.warning("a mail could not be marked as read: %s", error.code)

    async def close(self) -> None:
        """End all lines, once what is on its way has ended."""
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.to_thread(self._exchange.close)

    @asynccontextmanager
    async def _line(self) -> AsyncIterator[None]:
        """Wait for one; raise _AwayError where nothing is tried for now."""
        self._refuse_while_away()
        async with self._lines:
            if self._is_let_in:
                self._refuse_while_away()
                yield
            else:
                async with self._door:
                    self._refuse_while_away()
                    yield

    def _refuse_while_away(self) -> None:
        if self._away and self._clock() < self._away[0]:
            raise _AwayError(*self._away)

    async def _ask(self, what: Callable[..., T], *given: Any) -> T:
        """Do one thing in a thread; raise ExchangeError."""
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._threads, what, *given)
        self._is_let_in, self._absences = True, 0
        return answer

    def _again_at(self, error: ExchangeError) -> datetime:
        """Give when it may be tried again; until then nothing is tried if all would fail alike."""
        now = self._clock()
        if error.trouble is Trouble.SHUT or error.code in _DENIED:
            _log.error("the Exchange server does not let 'mail.ews_user' in: %s", error.code)
            self._is_let_in = False
            return self._is_away(now + _LOCKED, error)
        if error.trouble is Trouble.SAID:
            return now + _BUSY
        pause = min(_PAUSE * (2**self._absences - 1), _LONGEST_PAUSE)
        self._absences = min(self._absences + 1, 10)
        return self._is_away(now + max(pause, timedelta(seconds=error.back_off)), error)

    def _is_away(self, until: datetime, error: ExchangeError) -> datetime:
        # what the other line found out may hold for longer
        self._away = max(self._away or (until, error.code), (until, error.code))
        return until


class _AwayError(Exception):
    """Nothing is tried before `until`."""

    def __init__(self, until: datetime, reason: str) -> None:
        super().__init__(reason)
        self.until, self.reason = until, reason
