"""The inbox behind an IMAP server: what is new, what is dealt with. Blocking: for a thread.

After a start all that is unread is given, then whatever comes, also what somebody reads before
us. What is settled is marked as read, nothing else is touched.
"""

import imaplib
import logging
import ssl

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxLoginError

from bot.delivery.channel import Incoming
from bot.delivery.mail.folder import LARGEST
from bot.delivery.mail.server import Security, Server

_log = logging.getLogger(__name__)

#: whatever a server, or the way to it, may do to us
FAULTS = (imaplib.IMAP4.error, ImapToolsError, OSError, ValueError)
#: in seconds, for each answer
TIMEOUT = 15.0
#: mails, and bytes, that are fetched in one go
_MOST, _MOST_BYTES = 50, 20_000_000


class RejectedError(ImapToolsError):
    """The password is not taken: to be tried seldom, or the account is locked."""


def sign_in(server: Server, tls: ssl.SSLContext) -> BaseMailBox:
    """Open the inbox; raise RejectedError or another of FAULTS."""
    if server.security is Security.TLS:
        box: BaseMailBox = MailBox(server.host, server.port, TIMEOUT, ssl_context=tls)
    elif server.security is Security.STARTTLS:
        box = MailBoxStartTls(server.host, server.port, TIMEOUT, ssl_context=tls)
    else:
        box = MailBoxUnencrypted(server.host, server.port, TIMEOUT)
    try:
        plain = (server.user + server.password).isascii()
        (box.login if plain else box.login_utf8)(server.user, server.password)
    except BaseException as error:
        box.client.shutdown()
        refused = isinstance(error, MailboxLoginError | imaplib.IMAP4.error)
        if refused and not isinstance(error, imaplib.IMAP4.abort):
            raise RejectedError("the mail server does not let us in") from error
        raise
    return box


class Inbox:
    """One inbox; `uid` of what it gives is `validity/uid`. For one thread at a time."""

    def __init__(self, server: Server, tls: ssl.SSLContext) -> None:
        self._server, self._tls = server, tls
        self._box: BaseMailBox | None = None
        #: numbers count anew when this changes
        self._validity = ""
        #: the highest number seen; None until all that is unread was looked for
        self._last: int | None = None
        #: what has come in and is not settled; what was given and came back stands last
        self._waiting: dict[int, None] = {}
        #: what is settled, and the server does not know it yet
        self._settled: set[int] = set()

    def look(self) -> list[Incoming]:
        """Give what is not settled, as much as goes at a time; raise one of FAULTS."""
        try:
            box = self._open()
            self._mark(box)
            self._find(box)
            return self._fetch(box)
        except BaseException:
            self.close()
            raise

    def settle(self, uid: str) -> None:
        """Mark one mail as read; where that fails now, before the next look."""
        validity, _, number = uid.partition("/")
        if validity != self._validity:  # it has another number by now, and is given again
            return
        self._waiting.pop(int(number), None)
        self._settled.add(int(number))
        if self._box is not None:
            try:
                self._mark(self._box)
            except FAULTS as error:
                _log.warning("a mail could not be marked as read: %s", type(error).__name__)
                self.close()

    @property
    def is_behind(self) -> bool:
        """Say whether there is more than was given at a time."""
        return len(self._waiting) > _MOST

    def close(self) -> None:
        """Hang up."""
        if self._box is not None:
            self._box.client.shutdown()
            self._box = None

    def _open(self) -> BaseMailBox:
        if self._box is None:
            self._box = sign_in(self._server, self._tls)
            (validity,) = self._box.client.response("UIDVALIDITY")[1]
            told = validity.decode() if isinstance(validity, bytes) else ""
            if told != self._validity:
                self._validity, self._last = told, None
                self._waiting.clear()
                self._settled.clear()
        return self._box

    def _find(self, box: BaseMailBox) -> None:
        box.client.noop()  # only then some servers tell of what has come
        if self._last is None:
            known = _uids(box, "ALL")
            found = _uids(box, "UNSEEN")
            self._last = max([0, *known, *found])
        else:
            # of n:* the last mail is always one, also where its number is smaller
            found = [uid for uid in _uids(box, f"UID {self._last + 1}:*") if uid > self._last]
            self._last = max([self._last, *found])
        self._waiting |= dict.fromkeys(found)

    def _fetch(self, box: BaseMailBox) -> list[Incoming]:
        given: list[Incoming] = []
        size = 0
        for uid in list(self._waiting)[:_MOST]:
            if size > _MOST_BYTES:
                break
            del self._waiting[uid]
            raw = _raw(box, uid)
            if raw is None:  # somebody has taken it away
                continue
            self._waiting[uid] = None
            given.append(Incoming(f"{self._validity}/{uid}", raw))
            size += len(raw)
        return given

    def _mark(self, box: BaseMailBox) -> None:
        # not by box.flag: that also expunges what others have merely marked as deleted
        if self._settled:
            uids = ",".join(map(str, sorted(self._settled)))
            done, _ = box.client.uid("STORE", uids, "+FLAGS.SILENT", r"(\Seen)")
            if done == "OK":
                self._settled.clear()


def _uids(box: BaseMailBox, criteria: str) -> list[int]:
    return sorted(int(uid) for uid in box.uids(criteria, charset=None))


def _raw(box: BaseMailBox, uid: int) -> bytes | None:
    """Fetch a mail unmarked, and no more of it than anybody writes."""
    done, parts = box.client.uid("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{LARGEST}>)")
    if done != "OK":
        raise ImapToolsError("the mail was not given")
    whole = [part[1] for part in parts if isinstance(part, tuple)]
    return whole[0] if whole and isinstance(whole[0], bytes) else None
