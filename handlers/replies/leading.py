"""What who leads a working group asks for: seats, a last day, closing, a note, the roster."""

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.verbs import Verb
from handlers.replies.dates import Dated, mark_dates, with_stops
from handlers.replies.lexicon import each, whole
from handlers.replies.saying import bare
from handlers.replies.wording import plain

#: what is longer is a note, or a letter
LONGEST = 300
_NOTE = re.compile(
    r"(?is)^\W*+(?:(?:hej|kære|goddag|hello|hi)\b[^\n:]{0,40}[\n,.!]++\s*+)?"
    r"(?:(?:skriv|send|giv|write|tell)"
    r"(?: (?:venligst|lige|det her|dette|følgende|en|besked|this))* (?:til |to )?"
    r"|besked til |message to )"
    r"(?:alle|everybody|everyone|all|hele gruppen|gruppen|arbejdsgruppen|deltagerne|the group)"
    r"(?: (?:deltagere|i gruppen|i arbejdsgruppen|med|in the group))*\s*(?::|\n|–| - )\s*"
    r"(?P<note>.+)$"
)
_BETWEEN = re.compile(r"[.;,!?\n]+|\s+(?:og|samt|and)\s+")
#: a date takes "frist" along
_LIMIT = re.compile(r"(?i)\btilmeldingsfrist(?:en)?\b|\bfrist(?:en)? for tilmelding\b")
_DATE = re.compile(r"⟦d(\d+)⟧")
_COLON = re.compile(r"\s*:\s*(?=\d|den\b|d\.)")
_SIMPLE = (
    ("close_group", Verb.CLOSE_GROUP),
    ("undo_group", Verb.UNDO),
    ("send_roster", Verb.SEND_ROSTER),
)


@dataclass(frozen=True)
class Asked:
    """One thing; of FRAME what is not named stays as it is."""

    verb: Verb
    note: str = ""
    #: as typed; empty for no limit, None where nothing is said of it
    seats: str | None = None
    #: the last day on which one may join, or that there is none
    closes_on: date | None = None
    no_last_day: bool = False


def leading(text: str, today: date) -> tuple[Asked, ...]:
    """Give what the words ask for; nothing where they say anything else as well."""
    if note := _NOTE.match(text):
        return (Asked(Verb.NOTE, note=note["note"].strip()),)
    if len(text) > LONGEST:
        return ()
    ready = _LIMIT.sub("sidste dag", _COLON.sub(" ", text))
    dated = mark_dates(plain(ready), today, None)
    pieces = [bare(one) for one in _BETWEEN.split(with_stops(dated.text))]
    said = [one for one in pieces if one and not _is_courtesy(one)]
    found = [_asked(one, dated, today) for one in said]
    asked = [one for one in found if one is not None]
    is_question = "?" in text and any(one.verb is not Verb.SEND_ROSTER for one in asked)
    if len(asked) < len(said) or is_question:
        return ()
    return _together(asked)


def _is_courtesy(piece: str) -> bool:
    return bool(whole("courtesy").fullmatch(piece)) or piece.casefold() == "bolden"


def _asked(piece: str, dated: Dated, today: date) -> Asked | None:
    for table, verb in _SIMPLE:
        if whole(table).fullmatch(piece):
            return Asked(verb)
    for pattern in each("seats"):
        if match := pattern.fullmatch(piece):
            return Asked(Verb.FRAME, seats=match["seats"])
    if whole("no_seats").fullmatch(piece):
        return Asked(Verb.FRAME, seats="")
    if whole("no_last_day").fullmatch(piece):
        return Asked(Verb.FRAME, no_last_day=True)
    if whole("last_day").fullmatch(piece):
        number = _DATE.search(piece)
        when = dated.dates[int(number[1])] if number else None
        day = when.after(today, today) if when else None
        return Asked(Verb.FRAME, closes_on=day) if day else None
    return None


def _together(found: list[Asked]) -> tuple[Asked, ...]:
    """Make one change of seats and last day; the same thing twice is nothing that is clear."""
    frames = [one for one in found if one.verb is Verb.FRAME]
    others = [one for one in found if one.verb is not Verb.FRAME]
    seats = [one.seats for one in frames if one.seats is not None]
    days = [one for one in frames if one.closes_on or one.no_last_day]
    if len(seats) > 1 or len(days) > 1 or len({one.verb for one in others}) != len(others):
        return ()
    if not frames:
        return tuple(others)
    whole_frame = Asked(
        Verb.FRAME,
        seats=seats[0] if seats else None,
        closes_on=days[0].closes_on if days else None,
        no_last_day=bool(days and days[0].no_last_day),
    )
    return (whole_frame, *others)
