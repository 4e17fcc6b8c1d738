"""A mailbox on any mail server: out by SMTP, in by IMAP, told of new mail by IDLE."""

import asyncio
import logging
import ssl
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.delivery.channel import Capabilities, Incoming
from bot.delivery.mail.idle import Watcher
from bot.delivery.mail.imap import FAULTS, Inbox, RejectedError, sign_in
from bot.delivery.mail.server import Server
from bot.delivery.mail.smtp import Courier
from bot.domain.delivery import Receipt

_log = logging.getLogger(__name__)

#: how often it is looked for new mail that nobody told of
_EVERY = timedelta(seconds=30)
#: an account is soon locked by who tries a wrong password again and again
_LOCKED = timedelta(minutes=10)


class InternetMailbox:
    """Implements `Mailbox`; `wake` is called when new mail may have come."""

    #: not every server has plus addresses, and an answer to one that it lacks would be lost;
    #: there is one line to it
    capabilities = Capabilities(at_once=1)

    def __init__(
        self,
        courier: Courier,
        server: Server,
        *,
        clock: Callable[[], datetime],
        tls: ssl.SSLContext,
        wake: Callable[[], None],
    ) -> None:
        self._courier, self._inbox = courier, Inbox(server, tls)
        self._clock, self._wake = clock, wake
        self._sign_in = lambda: sign_in(server, tls)
        self._watcher: Watcher | None = None
        self._alone = asyncio.Lock()
        self._look_at = clock()

    async def send(self, message: bytes, *, recipient: str, is_repeat: bool = False) -> Receipt:
        """Send the mail; a repeated one surely did not leave before."""
        return await self._courier.send(message, recipient)

    async def fetch_new(self) -> Sequence[Incoming]:
        """Give what has come in and is not settled, oldest first."""
        if self._clock() < self._look_at:
            return []
        self._look_at = self._clock() + _EVERY
        try:
            async with self._alone:
                found = await asyncio.to_thread(self._inbox.look)
        except RejectedError:
            self._look_at = self._clock() + _LOCKED
            _log.error("the mail server does not take 'mail.imap_user' and its password")
            return []
        except FAULTS as error:
            _log.warning("the mailbox could not be read: %s", type(error).__name__)
            return []
        self._listen()
        if self._inbox.is_behind:
            self._look_at = self._clock()
        return found

    async def settle(self, uid: str) -> None:
        """Mark the mail as read."""
        async with self._alone:
            await asyncio.to_thread(self._inbox.settle, uid)

    async def close(self) -> None:
        """End all lines."""
        if self._watcher is not None:
            await asyncio.to_thread(self._watcher.stop)
        await asyncio.to_thread(self._inbox.close)
        await self._courier.close()

    def _listen(self) -> None:
        """Begin to be told once a look has been allowed: a wrong password is tried here no more."""
        if self._watcher is None:
            loop = asyncio.get_running_loop()

            def tell() -> None:
                loop.call_soon_threadsafe(self._has_news)

            self._watcher = Watcher(self._sign_in, tell)
            self._watcher.start()

    def _has_news(self) -> None:
        self._look_at = min(self._look_at, self._clock())
        self._wake()
