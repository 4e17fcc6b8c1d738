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
        ids = (kept[name] for name in ("outbox_id", "person_id", "ownership_id"))
        return AnswerLink(*ids, Verb(kept["verb"]), kept["line"])

    def _sealed(self, purpose: str, kept: dict[str, Any], lasts: timedelta) -> str:
        return self.seals.seal(purpose, kept, self.clock() + lasts)
