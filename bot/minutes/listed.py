"""One person of a list, and what the words beside the name say of him."""

import re
from dataclasses import dataclass, field

from bot.domain.meetings import Attendance, Attendee, MeetingRole
from bot.minutes import municipalities
from bot.minutes.lexicon import fold
from bot.minutes.names import CALLINGS, ORGANISATION, UPPER
from bot.minutes.shortnames import initials_of

TITLE = re.compile(rf"\b\w*(?:{CALLINGS}|valgt|mor|far|datter|søn|niece)\b", re.IGNORECASE)
KIN = re.compile(r"(?:mor|far|datter|søn|niece)$")
_CHAIR = re.compile(
    r"(?<!næst)(?<!vice)\b(?:formand|fmd|mødeleder|ordstyrer|dirigent|forkvinde|forperson)\b",
    re.IGNORECASE,
)
_TAKER = re.compile(r"\b(?:referent|referet|ref|referat|refererer|skriver)\b", re.IGNORECASE)
ABSENT = re.compile(
    r"\b(?:afbud|fraværende|forhindret|ikke mødt|udeblevet"
    r"|syg)\b",
    re.IGNORECASE,
)
#: 'Røde Kors', '4BC', 'team Havn' – where somebody comes from
WORKPLACE = re.compile(rf"(?:(?:team|afd\.?|afdeling)\s+)?(?:[{UPPER}]|\d+[{UPPER}])")
#: 'formand for Havneudvalget' comes from there
SERVES = re.compile(rf"\b(?:for|i|fra|ved)\s+([{UPPER}].*)$")
INITIALS = re.compile(rf"^[{UPPER}]{{2,5}}$|^[a-zæøå]{{2,4}}$")


@dataclass
class Listed:
    """A person on the way through the document, with the short names seen beside."""

    name: str
    organisation: str | None = None
    title: str | None = None
    attendance: Attendance = Attendance.UNKNOWN
    roles: set[MeetingRole] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)

    def attendee(self) -> Attendee:
        """The person as the minutes' reader hands it on."""
        roles = tuple(role for role in MeetingRole if role in self.roles)
        return Attendee(self.name, self.organisation, self.title, self.attendance, roles)


def describe(person: Listed, words_: str, inside: bool) -> None:
    """Take in what a bracket or a part after the name says of the person."""
    words_ = words_.strip(" .:;,-–").removeprefix("fra ")
    if not words_ or words_.startswith("["):
        return
    if ABSENT.search(words_):
        person.attendance = Attendance.ABSENT
        return
    role = office(person, words_)
    fits = words_ in initials_of(person.name) or words_[0].upper() == person.name[0].upper()
    short = INITIALS.match(words_) and (fits or (inside and words_.islower()))
    if short and not role and fold(words_) not in ("ny", "vfm"):
        person.initials.add(words_)
    elif full := organisation_of(words_):
        person.organisation = person.organisation or full
    elif (not role or len(words_.split()) > 1) and not person.title and len(words_) < 80:
        if WORKPLACE.match(words_) and not TITLE.search(words_):
            person.organisation = person.organisation or words_
        elif not inside or not role:
            person.title = words_
            if (served := SERVES.search(words_)) and organisation_of(served[1]):
                person.organisation = person.organisation or served[1]


def office(person: Listed, words_: str) -> bool:
    """Take in whether these words make the person chair or minute-taker."""
    chairs, takes = _CHAIR.search(words_), _TAKER.search(words_)
    person.roles |= {MeetingRole.CHAIR} if chairs else set()
    person.roles |= {MeetingRole.MINUTE_TAKER} if takes else set()
    return bool(chairs or takes)


def organisation_of(text: str) -> str | None:
    """The organisation that these words name, municipalities by their full name."""
    whole = municipalities.canonical(text)
    if whole:
        return whole
    found = municipalities.find(text)
    if found and found["word"]:
        return municipalities.spellings()[found["name"]]
    return text if ORGANISATION.search(text) and not TITLE.search(text) else None
