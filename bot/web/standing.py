"""Where a network's follow-ups stand: each in one place, as the pages show them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.domain.followups import DONE, HELD, PENDING, SETTLED, FollowUp, Ownership, Status
from bot.domain.language import later, t
from bot.domain.meetings import Kind, PartyKind
from bot.domain.wording import joined, status_word
from bot.followups.choices import EVERYONE
from bot.followups.composing.channel import channel_task


class Place(Enum):
    """The heading a follow-up stands under, said through `t`; in this order on the page."""

    OVERDUE = later("Fristen er overskredet")
    SEEKING = later("Søger en ansvarlig")
    OPEN = later("Åbne")
    ESCALATE = later("Skal videre")
    AGENDA = later("Til dagsordenen")
    STANDING = later("Faste pligter")
    DONE = later("Færdige")


_BY_KIND = {
    Kind.STANDING: Place.STANDING,
    Kind.ESCALATE: Place.ESCALATE,
    Kind.AGENDA: Place.AGENDA,
}


@dataclass(frozen=True)
class Counts:
    """A network in figures. Standing duties never end, so they are not counted."""

    open: int
    overdue: int
    seeking: int
    done: int


def place_of(item: FollowUp, today: date) -> Place:
    """Give the one place where an approved follow-up stands."""
    if is_done(item):
        return Place.DONE
    if any(is_late(item, own, today) for own in item.owners):
        return Place.OVERDUE
    if item.kind in _BY_KIND:
        return _BY_KIND[item.kind]
    return Place.SEEKING if seeks_owner(item) else Place.OPEN


def is_done(item: FollowUp) -> bool:
    """Say whether every owner has let go of it and one of them has done it."""
    held = {own.status for own in item.owners}
    return bool(held & DONE) and held <= SETTLED


def is_late(item: FollowUp, own: Ownership, today: date) -> bool:
    """Say whether an owner's date has passed with something left to do."""
    due = due_of(item, own)
    return due is not None and due < today and own.status in PENDING


def due_of(item: FollowUp, own: Ownership) -> date | None:
    """Give the owner's own date, else the minutes'."""
    return own.due or item.due


def seeks_owner(item: FollowUp) -> bool:
    """Say whether somebody must be found: nobody has it, or somebody said it is not theirs.

    What is everybody's goes on without the one that declined.
    """
    declined = [own.status is Status.DECLINED for own in item.owners]
    if item.audience is PartyKind.EVERYONE:
        return bool(declined) and all(declined)
    return any(declined) or not any(own.person_id and own.status in HELD for own in item.owners)


def needs_name(own: Ownership) -> bool:
    """Say whether this owner's part waits for the reviewer to name somebody."""
    return own.status is Status.DECLINED or (own.person_id is None and own.status in PENDING)


def grouped(items: Iterable[FollowUp], today: date) -> dict[Place, list[FollowUp]]:
    """Give the follow-ups by place, those due first on top; empty places are left out."""
    places: dict[Place, list[FollowUp]] = {place: [] for place in Place}
    for item in items:
        places[place_of(item, today)].append(item)
    for held in places.values():
        held.sort(key=lambda item: (next_due(item) or date.max, item.follow_up_id))
    return {place: held for place, held in places.items() if held}


def next_due(item: FollowUp) -> date | None:
    """Give the first date at which something is still to be done, else the minutes' date."""
    dates = [due for own in item.owners if own.status in PENDING and (due := due_of(item, own))]
    return min(dates, default=item.due)


def counts(items: Iterable[FollowUp], today: date) -> Counts:
    """Count what is open, how much of it is late or seeks an owner, and what is done."""
    places = [place_of(item, today) for item in items]
    done = places.count(Place.DONE)
    return Counts(
        open=len(places) - done - places.count(Place.STANDING),
        overdue=places.count(Place.OVERDUE),
        seeking=places.count(Place.SEEKING),
        done=done,
    )


def whose(item: FollowUp) -> str:
    """Name the owners in one line; whoever gave it away is left out."""
    if item.audience is PartyKind.EVERYONE:
        return t(EVERYONE.label)
    held = [own for own in item.owners if own.status not in (Status.HANDED_OVER, Status.DROPPED)]
    names = dict.fromkeys(own.name for own in held if own.name)
    return joined(tuple(names)) or t("Ingen ansvarlig")


def states(item: FollowUp) -> str:
    """Say in one line how far the owners are."""
    if item.audience is PartyKind.EVERYONE:
        return progress(item)
    gone = (Status.DROPPED, Status.HANDED_OVER)
    counted = Counter(own.status for own in item.owners if own.status not in gone)
    if len(counted) == 1:
        return status_word(next(iter(counted)))
    return ", ".join(f"{count} {status_word(status)}" for status, count in counted.items())


def progress(item: FollowUp) -> str:
    """Say how many of all are done, as the channel's card does."""
    shown = channel_task(item)
    if shown.is_standing:
        return t("Gælder fast fremover")
    return t("{done} af {all} er færdige").format(done=len(shown.answered), all=shown.asked)
