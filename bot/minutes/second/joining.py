"""Lays what the second reader proposes beside our own reading, which wins."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.language import later
from bot.domain.meetings import Due, FoundFollowUp, Minutes, Party, PartyKind
from bot.minutes import dates
from bot.minutes.convention import when, who
from bot.minutes.convention.agreed import kind_said
from bot.minutes.reading import Reading
from bot.minutes.second.checking import Proposal
from bot.minutes.sections import Passage

PROPOSED = later("foreslået af anden læser")
SEEN_TOO = later("også set af anden læser")
OWNER_PROPOSED = later("ansvarlig foreslået af anden læser")
DUE_PROPOSED = later("frist foreslået af anden læser")
#: below 0.5 it is only offered in the review
CONFIDENCE = 0.4
_SOME_DAY = date(2000, 1, 1)
_NOBODY = Party(PartyKind.UNASSIGNED)


def joined(reading: Reading, minutes: Minutes, proposals: Sequence[Proposal]) -> Minutes:
    """The minutes with what the second reader adds; nothing of ours is taken away."""
    follow_ups = list(minutes.follow_ups)
    for proposal in proposals:
        at = _same(follow_ups, proposal)
        if at is None:
            offered = _offered(proposal, reading)
            follow_ups += [offered] if offered else []
        else:
            follow_ups[at] = _completed(follow_ups[at], proposal, reading)
    follow_ups.sort(key=lambda one: one.lines[0])
    return replace(minutes, follow_ups=tuple(follow_ups))


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{3,}", text.lower())}


def _same(follow_ups: Sequence[FoundFollowUp], proposal: Proposal) -> int | None:
    """The follow-up of ours on the same lines whose words are most alike."""
    first, last = proposal.lines
    said = _stems(proposal.quote)
    likeness: list[tuple[float, int]] = []
    for at, one in enumerate(follow_ups):
        known = _stems(f"{one.quote} {one.task}")
        shared = len(said & known) / (min(len(said), len(known)) or 1)
        if shared >= 0.5 and any(a <= last and first <= b for a, b in one.lines):
            likeness.append((shared, -at))
    return -max(likeness)[1] if likeness else None


def _owners(proposal: Proposal, reading: Reading) -> tuple[Party, ...]:
    """Whom the proposal names, by our own register; words that name nobody count for nothing."""
    named: list[Party] = []
    for words in proposal.owners:
        if not all(map(who.is_party, who.parts(words))):
            continue
        for party in who.owners(words, reading.register):
            if party != _NOBODY and party not in named:
                named.append(party)
    return tuple(named) or (_NOBODY,)


def _due(proposal: Proposal, reading: Reading) -> Due | None:
    """By our own rules; words that are no time at all count for nothing."""
    if not proposal.due or not dates.mentions(proposal.due, reading.meeting.date or _SOME_DAY):
        return None
    return when.due(proposal.due, reading.meeting)


def _completed(ours: FoundFollowUp, proposal: Proposal, reading: Reading) -> FoundFollowUp:
    """Ours, with owner and date only where it has none; SEEN_TOO is said once."""
    owners, due = _owners(proposal, reading), _due(proposal, reading)
    added = [] if PROPOSED in ours.reasons or SEEN_TOO in ours.reasons else [SEEN_TOO]
    if ours.owners == (_NOBODY,) and owners != (_NOBODY,):
        ours = replace(ours, owners=owners)
        added.append(OWNER_PROPOSED)
    if ours.due is None and due is not None:
        ours = replace(ours, due=due)
        added.append(DUE_PROPOSED)
    return replace(ours, reasons=(*ours.reasons, *added))


def _offered(proposal: Proposal, reading: Reading) -> FoundFollowUp | None:
    passage = _passage(reading.passages, proposal.lines)
    if passage is None:
        return None
    owners, due = _owners(proposal, reading), _due(proposal, reading)
    return FoundFollowUp(
        task=proposal.quote,
        kind=kind_said(proposal.quote, owners, due, passage),
        owners=owners,
        quote=proposal.quote,
        lines=(proposal.lines,),
        due=due,
        item=passage.item,
        confidence=CONFIDENCE,
        reasons=(PROPOSED,),
    )


def _passage(passages: Iterable[Passage], lines: tuple[int, int]) -> Passage | None:
    """Where it stands; None for lines that we do not read, as those of a closed item."""
    first, last = lines
    for passage in passages:
        if passage.block.lines[0] <= last and first <= passage.block.lines[1]:
            return passage
    return None
