"""Links that stand in mails: signed, for one person and one purpose, good until a day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.verbs import Verb
from bot.web.seals import Seals

#: longer than most due dates are away when they are told
LASTS = timedelta(days=90)
#: to take back what was just noted
UNDO_LASTS = timedelta(days=1)
#: a review is the whole of a meeting before anybody has seen it, so not for long
REVIEW_LASTS = timedelta(days=7)
_ANSWER = "mail-answer"
_SEAT = "mail-seat"
_OWNER = "mail-owner"
_DIGEST = "mail-digest"
_REVIEW = "mail-review"
_VISIT = "mail-review-visit"


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
class SeatLink:
    """What one link may answer to a call for a working group, in the name of whom it was to."""

    outbox_id: int
    person_id: int
    group_id: int
    verb: Verb
    #: UNDO: the line of the history that it takes back
    line: int | None = None


@dataclass(frozen=True)
class OwnerLink:
    """Whom a mail asked to find an owner for what somebody said is not theirs."""

    outbox_id: int
    person_id: int
    ownership_id: int
    #: EDIT, or UNDO
    verb: Verb = Verb.EDIT
    #: UNDO: the line of the history that it takes back
    line: int | None = None


#: all that is answered by a link
Link = AnswerLink | SeatLink | OwnerLink


@dataclass(frozen=True)
class DigestLink:
    """How often whom a digest was sent to wants the coming ones."""

    outbox_id: int
    person_id: int


@dataclass(frozen=True)
class ReviewLink:
    """Whom a mail asked for which review; after its time it still tells who asks for a new one."""

    outbox_id: int
    person_id: int
    minutes_id: int
    #: the newest file of the minutes when the mail was written
    version: int
    #: in whole seconds
    good_until: datetime

    @property
    def kept(self) -> dict[str, int]:
        """Give it as it is sealed."""
        return {**vars(self), "good_until": int(self.good_until.timestamp())}


_PURPOSES: dict[type[Link], str] = {AnswerLink: _ANSWER, SeatLink: _SEAT, OwnerLink: _OWNER}


@dataclass(frozen=True)
class MailLinks:
    """Makes and opens them; `origin` is what the board's addresses begin with."""

    seals: Seals
    origin: str
    clock: Callable[[], datetime]

    def answer(self, outbox_id: int, person_id: int, ownership_id: int, verb: Verb) -> str:
        """Give the address at which an answer to a mail is confirmed."""
        return self.origin + self._to_answer(
            AnswerLink(outbox_id, person_id, ownership_id, verb), LASTS
        )

    def seat(self, outbox_id: int, person_id: int, group_id: int, verb: Verb) -> str:
        """Give the address at which an answer to a call for a working group is confirmed."""
        return self.origin + self._to_answer(SeatLink(outbox_id, person_id, group_id, verb), LASTS)

    def owner(self, outbox_id: int, person_id: int, ownership_id: int) -> str:
        """Give the address at which the reviewer names an owner."""
        return self.origin + self._to_answer(OwnerLink(outbox_id, person_id, ownership_id), LASTS)

    def undo(self, link: Link, line: int) -> str:
        """Give the path that takes back what a link did."""
        return self._to_answer(replace(link, verb=Verb.UNDO, line=line), UNDO_LASTS)

    def _to_answer(self, link: Link, lasts: timedelta) -> str:
        return f"/svar/{self._sealed(_PURPOSES[type(link)], vars(link), lasts)}"

    def opened(self, token: str) -> Link | None:
        """Give what an answer's link may do, None where it is not ours or too old."""
        now = self.clock()
        for kind, purpose in _PURPOSES.items():
            if kept := self.seals.opened(purpose, token, now):
                return kind(**_answer(kept))
        return None

    def leave_digest(self, outbox_id: int, person_id: int) -> str:
        """Give the address at which the reader of a digest says how often they want it, or not."""
        return f"{self.origin}{self.digest(DigestLink(outbox_id, person_id))}"

    def digest(self, link: DigestLink) -> str:
        """Give the path at which a wish about the digest is confirmed."""
        return f"/afmeld/{self._sealed(_DIGEST, vars(link), LASTS)}"

    def opened_digest(self, token: str) -> DigestLink | None:
        """Give what a digest's link may do, None where it is not ours or too old."""
        kept = self.seals.opened(_DIGEST, token, self.clock())
        return DigestLink(kept["outbox_id"], kept["person_id"]) if kept else None

    def review(self, outbox_id: int, person_id: int, minutes_id: int, version: int) -> str:
        """Give the address at which the minute-taker begins the review that a mail asks for.

        Empty where the board is not reached over https: whoever sits at this machine needs none.
        """
        if not self.origin.startswith("https://"):
            return ""
        until = (self.clock() + REVIEW_LASTS).replace(microsecond=0)
        link = ReviewLink(outbox_id, person_id, minutes_id, version, until)
        return f"{self.origin}{self.to_review(link)}"

    def to_review(self, link: ReviewLink) -> str:
        """Give the path of a link to a review."""
        return f"/gennemgang/{self.seals.seal(_REVIEW, link.kept, link.good_until + LASTS)}"

    def opened_review(self, token: str) -> ReviewLink | None:
        """Give what a review's link is about, None where it is not ours; it may be over."""
        return _review(self.seals.opened(_REVIEW, token, self.clock()))

    def visit(self, link: ReviewLink) -> str:
        """Give what the browser keeps in which a review's link was opened: no link tells it."""
        return self.seals.seal(_VISIT, link.kept, link.good_until + LASTS)

    def opened_visit(self, kept: str) -> ReviewLink | None:
        """Give which link was opened in a browser that keeps this, None where none was."""
        return _review(self.seals.opened(_VISIT, kept, self.clock()))

    def _sealed(self, purpose: str, kept: dict[str, Any], lasts: timedelta) -> str:
        return self.seals.seal(purpose, kept, self.clock() + lasts)


def _answer(kept: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in kept.items() if name != "until"}
    return {**given, "verb": Verb(given["verb"])}


def _review(kept: dict[str, Any] | None) -> ReviewLink | None:
    if kept is None:
        return None
    return ReviewLink(
        kept["outbox_id"],
        kept["person_id"],
        kept["minutes_id"],
        kept["version"],
        datetime.fromtimestamp(kept["good_until"], UTC),
    )
