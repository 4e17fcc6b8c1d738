"""What has come into an Exchange mailbox and is not dealt with. Blocking: for one thread at a time.

After a start all that is unread is given, then whatever comes and is unread. What is settled is
marked as read, nothing else is touched.
"""

import logging
from collections import Counter

from bot.delivery.channel import Incoming
from bot.delivery.mail.exchange import Arrival, Exchange
from bot.delivery.mail.exchange_headers import restored
from bot.delivery.mail.exchange_line import ExchangeError, Trouble
from bot.delivery.mail.folder import LARGEST

_log = logging.getLogger(__name__)

#: mails, and bytes, that are fetched in one go
_MOST, _MOST_BYTES = 50, 20_000_000
#: a mail comes whole or not at all; Exchange itself takes no larger ones unless told to
_TOO_LARGE = 40_000_000
#: until a mail that the server cannot give is left alone
_TRIES = 10


class Inbox:
    """One inbox; `uid` of what it gives is the server's own."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        #: up to where it was told what has happened; None: everything is asked for
        self._since: str | None = None
        #: what has come in and is not settled, oldest first
        self._waiting: dict[str, Arrival] = {}
        #: what is settled, and the server does not know it yet
        self._settled: set[str] = set()
        self._failures: Counter[str] = Counter()

    def look(self) -> list[Incoming]:
        """Give what is not settled, as much as goes at a time; raise ExchangeError."""
        self.mark()
        self._find()
        return self._fetch()

    def settle(self, uid: str) -> None:
        """Note that one mail is dealt with; asks nobody."""
        self._waiting.pop(uid, None)
        self._settled.add(uid)

    def mark(self) -> None:
        """Mark what is settled as read; raise ExchangeError where it is to be tried again."""
        if not self._settled:
            return
        try:
            self._exchange.mark_read(sorted(self._settled))
        except ExchangeError as error:
            if error.trouble is not Trouble.SAID:
                raise
            # given again after the next start, and known by its Message-ID
            _log.warning("a mail could not be marked as read: %s", error.code)
        self._settled.clear()

    @property
    def is_behind(self) -> bool:
        """Say whether there is more than was given at a time."""
        return len(self._waiting) > _MOST

    def _find(self) -> None:
        try:
            changes = self._exchange.changes(self._since)
        except ExchangeError as error:
            if error.trouble is Trouble.STALE:  # all that is unread is looked for
                self._since = None
            raise
        self._since = changes.state
        came = {one.uid: one for one in changes.came if not one.is_read}
        known = {**came, **self._waiting}
        for uid in changes.gone:
            known.pop(uid, None)
        self._waiting = dict(sorted(known.items(), key=lambda one: one[1].received_at))

    def _fetch(self) -> list[Incoming]:
        given: list[Incoming] = []
        size = 0
        for arrival in list(self._waiting.values())[:_MOST]:
            if size > _MOST_BYTES:
                break
            raw = self._raw(arrival)
            if raw is not None:
                given.append(Incoming(arrival.uid, raw))
                size += len(raw)
        return given

    def _raw(self, arrival: Arrival) -> bytes | None:
        """Fetch one mail; one that cannot be had keeps no other waiting."""
        if arrival.size > _TOO_LARGE:
            _log.error("a mail of %s bytes is too large, and is left unread", arrival.size)
            del self._waiting[arrival.uid]
            return None
        try:
            stored = self._exchange.fetch(arrival.uid)
        except ExchangeError as error:
            if error.trouble is not Trouble.SAID:
                raise
            self._failed(arrival.uid, error.code)
            return None
        if stored is None:
            del self._waiting[arrival.uid]
            return None
        return restored(stored.raw, stored.headers, stored.item_class)[:LARGEST]

    def _failed(self, uid: str, code: str) -> None:
        _log.warning("a mail could not be fetched: %s", code)
        self._failures[uid] += 1
        if self._failures[uid] == _TRIES:
            _log.error("a mail that cannot be fetched is left unread")
            del self._waiting[uid]
