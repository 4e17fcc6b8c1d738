"""A mailbox in Exchange Online by Microsoft Graph: ready MIME out, what is unread in.

Graph answers a sent mail with 202 and no id. A mail that may have left is looked for among the
sent ones by its Message-ID before it is sent again.
"""

import asyncio
import logging
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote

from bot.delivery.calling import Answered, DoubtfulError, NotSentError
from bot.delivery.channel import Capabilities, Incoming
from bot.delivery.graph import Graph, GraphError
from bot.delivery.mail.message import message_id_of
from bot.delivery.teams_receipts import PAUSE, later, retry_at
from bot.domain.delivery import Receipt, SendState
from bot.domain.mail_codes import NO_SUCH_ADDRESS

log = logging.getLogger(__name__)

#: Graph lets an app have four calls to one mailbox at a time
_AT_ONCE = 4
#: Exchange Online lets a mailbox send thirty mails a minute
_BETWEEN = timedelta(seconds=2)
#: a mail of a full batch may wait for those before it; it leaves well within its lease
_LONGEST_WAIT = timedelta(seconds=45)
#: how often it is asked for new mail, however often we are
_EVERY = timedelta(seconds=15)
#: until Exchange has surely filed a sent mail
_FILED = timedelta(minutes=1)
#: mails fetched in one go
_MOST = 50
#: the mail is not refused: these say nothing of whether it has left
_DOUBTFUL = frozenset({408, 500, 502, 504})
_PASSING = frozenset({401, 429, 503})
#: the bot may not, or its mailbox is not there: somebody has to put that right, for all mails
_CLOSED = frozenset({403, 404})
_UNTIL_OPENED = timedelta(minutes=10)
_NEW = {"$select": "id,isRead,receivedDateTime", "changeType": "created"}


class GraphMailbox:
    """Implements `Mailbox` for one mailbox of the bot's tenant."""

    #: Exchange Online has them unless somebody has turned them off
    capabilities = Capabilities(plus_address=True, looks_up=True, at_once=_AT_ONCE)

    def __init__(
        self,
        graph: Graph,
        address: str,
        *,
        clock: Callable[[], datetime],
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._graph = graph
        self._root = f"users/{quote(address, safe='@')}"
        self._clock = clock
        self._wait = wait
        self._lines = asyncio.Semaphore(_AT_ONCE)
        self._free_at = self._look_at = datetime.min.replace(tzinfo=clock().tzinfo)
        #: what those are told who would wait too long
        self._busy = "MailPace"
        self._since: str | None = None
        #: what has come in and is not settled, by id, oldest first
        self._waiting: dict[str, str] = {}

    async def send(self, message: bytes, *, recipient: str, is_repeat: bool = False) -> Receipt:
        """Send the mail, a repeated one only where it is not among the sent ones."""
        message_id = message_id_of(message)
        latest = self._clock() + _LONGEST_WAIT
        async with self._lines:
            if is_repeat and (known := await self._look_up(message_id)):
                return known
            if later_on := await self._in_turn(latest):
                return later_on
            try:
                content = b64encode(message).decode("ascii")
                answered = await self._graph.post_text(f"{self._root}/sendMail", content)
            except NotSentError as error:
                return self._held(error.code, self._clock() + PAUSE)
            except DoubtfulError as error:
                return later(error.code, None, self._clock() + _FILED)
        return self._receipt(answered, message_id)

    async def fetch_new(self) -> Sequence[Incoming]:
        """Give what has come in and is not settled, oldest first."""
        if self._clock() < self._look_at:
            return []
        self._look_at = self._clock() + _EVERY
        await self._look()
        found = [await self._raw(uid) for uid in list(self._waiting)[:_MOST]]
        return [one for one in found if one is not None]

    async def settle(self, uid: str) -> None:
        """Mark the mail as read; where that fails it is given again after the next start."""
        self._waiting.pop(uid, None)
        try:
            await self._graph.patch(self._message(uid), {"isRead": True})
        except (NotSentError, DoubtfulError) as error:
            log.warning("a mail could not be marked as read: %s", error.code)

    async def _in_turn(self, latest: datetime) -> Receipt | None:
        """Keep the pace, each mail a little after the one before; a long wait is not ours."""
        now = self._clock()
        turn = max(now, self._free_at)
        if turn > latest:
            return later(self._busy, None, turn)
        self._free_at, self._busy = turn + _BETWEEN, "MailPace"
        if turn > now:
            await self._wait((turn - now).total_seconds())
        return None

    def _receipt(self, answered: Answered, message_id: str) -> Receipt:
        if answered.is_success:
            return Receipt(SendState.SENT, ref=message_id)
        now, reason = self._clock(), f"Mail{answered.status}"
        if answered.status in _PASSING:
            return self._held(reason, retry_at(answered.retry_after, now))
        if answered.status in _CLOSED:
            return self._held(reason, now + _UNTIL_OPENED)
        if answered.status in _DOUBTFUL:
            return later(reason, None, now + _FILED)
        is_nobody = _code(answered) == "ErrorInvalidRecipients"
        bad = NO_SUCH_ADDRESS if is_nobody else None
        return Receipt(SendState.REFUSED, reason=reason, bad_address=bad)

    def _held(self, reason: str, until: datetime) -> Receipt:
        """Let all mails wait: it was not this one's fault."""
        if until > self._free_at:
            self._free_at, self._busy = until, reason
        return later(reason, None, until)

    async def _look_up(self, message_id: str) -> Receipt | None:
        """Give what is known of a mail that may have left; None where it has not."""
        asked = message_id.replace("'", "''")
        query = {"$filter": f"internetMessageId eq '{asked}'", "$select": "id"}
        try:
            path = f"{self._root}/mailFolders/sentitems/messages"
            answered = await self._graph.get(path, query)
        except (NotSentError, DoubtfulError) as error:
            return later(error.code, None, self._clock() + PAUSE)
        if not answered.is_success:
            at = retry_at(answered.retry_after, self._clock())
            return later(f"Mail{answered.status}", None, at)
        return Receipt(SendState.SENT, ref=message_id) if answered.body.get("value") else None

    async def _look(self) -> None:
        try:
            changes = await self._graph.changes(
                f"{self._root}/mailFolders/inbox/messages/delta", _NEW, self._since
            )
        except GraphError as error:
            if error.status == 410:  # what we knew is too old: all that is unread is looked for
                self._since, self._look_at = None, self._clock()
            log.warning("the mailbox could not be read: %s", error.code)
            return
        self._since = changes.link
        for entry in changes.entries:
            if entry.get("isRead") is False:
                self._waiting[str(entry["id"])] = str(entry.get("receivedDateTime"))
        self._waiting = dict(sorted(self._waiting.items(), key=lambda one: one[1]))

    async def _raw(self, uid: str) -> Incoming | None:
        try:
            answered = await self._graph.get(f"{self._message(uid)}/$value")
        except (NotSentError, DoubtfulError) as error:
            log.warning("a mail could not be fetched: %s", error.code)
            return None
        if answered.status == 404:  # somebody has taken it away
            self._waiting.pop(uid, None)
        return Incoming(uid, answered.raw) if answered.is_success else None

    def _message(self, uid: str) -> str:
        return f"{self._root}/messages/{quote(uid, safe='')}"


def _code(answered: Answered) -> object:
    error = answered.body.get("error")
    return error.get("code") if isinstance(error, Mapping) else None
