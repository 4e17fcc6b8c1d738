"""Links that stand in mails: signed, for one person and one purpose, good until a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.verbs import Verb
from bot.web.seals import Seals

#: longer than most due dates are away when they are told
LASTS = timedelta(days=90)
#: to take back what was just noted
UNDO_LASTS = timedelta(days=1)
_ANSWER = "mail-answer"
_DIGEST = "mail-digest"


@dataclass(frozen=True)
class AnswerLink:
    """What one link may do: one verb about one ownership, in the name of whom the mail was to."""

    outbox_id: int
    person_id: int
    ownership_id: int
    verb: Verb
    #: UNDO: the line of the history that it takes back
    line: int | None = None


@dataclass(frozen=True)
class DigestLink:
    """Whether whom a digest was sent to wants the coming ones."""

    outbox_id: int
    person_id: int
    wanted: bool


@dataclass(frozen=True)
class MailLinks:
    """Makes and opens them; `origin` is what the board's addresses begin with."""

    seals: Seals
    origin: str
    clock: Callable[[], datetime]

    def answer(self, outbox_id: int, person_id: int, ownership_id: int, verb: Verb) -> str:
        """Give the address at which an answer to a mail is confirmed."""
        link = AnswerLink(outbox_id, person_id, ownership_id, verb)
        return f"{self.origin}/svar/{self._sealed(_ANSWER, vars(link), LASTS)}"

    def undo(self, link: AnswerLink, line: int) -> str:
        """Give the path that takes back what a link did."""
        kept = {**vars(link), "verb": Verb.UNDO, "line": line}
        return f"/svar/{self._sealed(_ANSWER, kept, UNDO_LASTS)}"

    def opened(self, token: str) -> AnswerLink | None:
        """Give what an answer's link may do, None where it is not ours or too old."""
        kept = self.seals.opened(_ANSWER, token, self.clock())
        if kept is None:
            return None
        return AnswerLink(
            kept["outbox_id"],
            kept["person_id"],
            kept["ownership_id"],
            Verb(kept["verb"]),
            kept["line"],
        )

    def leave_digest(self, outbox_id: int, person_id: int) -> str:
        """Give the address at which the reader of a digest says that they want no more of them."""
        return f"{self.origin}{self.digest(DigestLink(outbox_id, person_id, wanted=False))}"

    def digest(self, link: DigestLink) -> str:
        """Give the path at which a wish about the digest is confirmed."""
        return f"/afmeld/{self._sealed(_DIGEST, vars(link), LASTS)}"

    def opened_digest(self, token: str) -> DigestLink | None:
        """Give what a digest's link may do, None where it is not ours or too old."""
        kept = self.seals.opened(_DIGEST, token, self.clock())
        return DigestLink(kept["outbox_id"], kept["person_id"], kept["wanted"]) if kept else None

    def _sealed(self, purpose: str, kept: dict[str, Any], lasts: timedelta) -> str:
        return self.seals.seal(purpose, kept, self.clock() + lasts)
