"""What the minute-taker is asked: to approve what was read, and who has it instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.meetings import PartyKind
from bot.domain.notices.kinds import Choice, Occasion
from bot.domain.versions import Change, Sort


@dataclass(frozen=True)
class Draft:
    """One follow-up as the reviewer sees it before approval."""

    follow_up_id: int
    number: int
    task: str
    owners: tuple[str, ...]
    audience: PartyKind
    due: date | None
    due_words: str | None
    quote: str
    confidence: float
    reasons: tuple[str, ...]
    #: what must be settled before anybody can be told, in Danish; None when nothing
    doubt: str | None = None
    #: the agenda item that it stands under
    item: str | None = None
    #: goes along when only what was surely read is approved
    is_sure: bool = False
    #: what a corrected file of the minutes did to it
    change: Change | None = None
    #: it changes or closes what is open already; else it would be opened
    renews: bool = False

    @property
    def is_offered_only(self) -> bool:
        """Too unsure to be sent unless the reviewer takes it in."""
        return self.confidence < 0.5

    @property
    def is_gone(self) -> bool:
        """Say whether a corrected file does not say it any more."""
        return self.change is not None and self.change.sort is Sort.GONE


@dataclass(frozen=True)
class Silent:
    """Somebody who owns drafts and has asked for no messages, or for none before a day."""

    name: str
    #: the drafts' numbers in the review
    numbers: tuple[int, ...]
    #: municipalities and other bodies that nobody else is asked for
    bodies: tuple[str, ...] = ()
    #: None for who has said stop
    until: date | None = None
    #: who stands in for them now and is told what is to be told meanwhile
    substitute: str | None = None


@dataclass(frozen=True)
class ReviewRequest:
    """To the minute-taker: this was read, correct and approve it."""

    occasion: Occasion
    to_name: str
    drafts: tuple[Draft, ...]
    groups: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    approved: bool = False
    #: sentences: who will get no word, and of what
    silent: tuple[str, ...] = ()
    #: which part of it the card shows, from 0; see bot.domain.paging
    page: int = 0
    #: how many were approved before and are with their owners
    opened: int = 0
    #: the file of the minutes that it shows the newest of
    version: int = 0

    @property
    def is_correction(self) -> bool:
        """Say whether a corrected file marked anything."""
        return any(draft.change for draft in self.drafts)

    @property
    def surely_read(self) -> int:
        """Count what may be approved first; 0 where that is all or nothing of it."""
        sent = [draft for draft in self.drafts if not draft.is_offered_only]
        sure = sum(draft.is_sure for draft in sent)
        return sure if sure < len(sent) else 0


@dataclass(frozen=True)
class Approved:
    """To whoever approved by the link in a mail: what came of it, and that it was in their name."""

    occasion: Occasion
    to_name: str
    follow_ups: int
    #: how many get word, and whether the network's channel does
    people: int
    channel: bool
    #: how many still wait for the review
    left: int


@dataclass(frozen=True)
class Superseded:
    """To the minute-taker, where a review was asked for: a newer file is asked about elsewhere."""

    occasion: Occasion
    to_name: str


@dataclass(frozen=True)
class DraftForm:
    """One draft to correct in a dialog; `typed` is what stood in it when it was refused."""

    draft: Draft
    choices: tuple[Choice, ...]
    refusal: str | None = None
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnerSought:
    """To the minute-taker: an owner says it is not theirs."""

    occasion: Occasion
    to_name: str
    follow_up_id: int
    ownership_id: int
    task: str
    quote: str
    declined_by: str
    choices: tuple[Choice, ...] = ()
    #: who has it now, once settled
    settled: str | None = None
    #: that is who declined: they have taken their answer back
    taken_back: bool = False
    #: whom they named instead, where that is no member's name
    pointed_to: str | None = None
