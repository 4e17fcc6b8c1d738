"""Which of our mails a reply answers: signed marks that survive mail clients.

A mark only identifies; whether the sender may act is decided by whoever reads the reply.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_MESSAGE_ID = re.compile(r"b(\d{1,18})\.([a-z2-7]{24})")
_SUBJECT_TAG = re.compile(r"\[#(\d{1,18})-([a-z2-7]{8})\]", re.IGNORECASE)


@dataclass(frozen=True)
class Binding:
    """Makes and verifies the marks; `domain` stands in our Message-IDs."""

    key: bytes = field(repr=False)
    domain: str

    def message_id(self, outbox_id: int) -> str:
        """Give the Message-ID under which this outbox row is sent, always the same."""
        return f"<{self._mark(outbox_id)}@{self.domain}>"

    def subject_tag(self, outbox_id: int) -> str:
        """Give the tag for the subject: it survives clients that break threads."""
        return f"[#{outbox_id}-{self._mac('subject', outbox_id)[:8]}]"

    def reply_address(self, email: str, outbox_id: int) -> str:
        """Give the plus-address that a reply can be sent to."""
        local, _, domain = email.rpartition("@")
        return f"{local}+{self._mark(outbox_id)}@{domain}"

    def outbox_id(self, message_id: str) -> int | None:
        """The outbox row behind one of our own Message-IDs; None where it is not ours."""
        local, _, domain = message_id.strip().strip("<>").rpartition("@")
        return self._verified(local) if domain.lower() == self.domain.lower() else None

    def find(self, *, thread: Iterable[str], recipients: Iterable[str], subject: str) -> int | None:
        """The outbox row that a reply answers: by its thread, else its address, else its subject.

        `thread` is In-Reply-To, then the References from last to first.
        """
        for message_id in thread:
            if (found := self.outbox_id(message_id)) is not None:
                return found
        for address in recipients:
            mark = address.rpartition("@")[0].rpartition("+")[2]
            if (found := self._verified(mark)) is not None:
                return found
        for number, mac in _SUBJECT_TAG.findall(subject):
            expected = self._mac("subject", int(number))[:8]
            if hmac.compare_digest(expected, mac.lower()):
                return int(number)
        return None

    def _mark(self, outbox_id: int) -> str:
        return f"b{outbox_id}.{self._mac('thread', outbox_id)}"

    def _verified(self, mark: str) -> int | None:
        match = _MESSAGE_ID.fullmatch(mark.lower())
        if match is None:
            return None
        outbox_id = int(match[1])
        return outbox_id if hmac.compare_digest(self._mac("thread", outbox_id), match[2]) else None

    def _mac(self, purpose: str, outbox_id: int) -> str:
        digest = hmac.digest(self.key, f"{purpose}|{outbox_id}".encode(), hashlib.sha256)
        return base64.b32encode(digest).decode().lower()[:24]
