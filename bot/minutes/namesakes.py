"""One person or two: names that lists and texts write differently."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from bot.domain.meetings import Attendance
from bot.minutes.lexicon import fold
from bot.minutes.listed import Listed
from bot.minutes.shortnames import fits


def _misspelt(one: str, other: str) -> bool:
    """Two full names, one or two letters apart, of which a word is the same."""
    first, second = fold(one).split(), fold(other).split()
    if len(first) != len(second) or len(first) < 2 or not set(first) & set(second):
        return False
    return SequenceMatcher(None, fold(one), fold(other)).ratio() >= _ALIKE


#: 'Bo Krag' and 'Ib Krag' stay two; 'Asta Kragelund' and 'Asta Kragelunds' are one
_ALIKE = 0.93


def same_person(one: Listed, other: Listed, all_listed: Iterable[Listed]) -> bool:
    """Is the shorter name said of the same person as the longer one?"""
    if fold(one.name) == fold(other.name):
        return True
    if _misspelt(one.name, other.name):
        return True
    short, long = sorted((fold(one.name).split(), fold(other.name).split()), key=len)
    if not short or not (fits(short, long) if len(short) > 1 else short[0] == long[0]):
        return False
    if one.organisation and other.organisation and one.organisation != other.organisation:
        return False
    alike = [p for p in all_listed if fits(short, fold(p.name).split())]
    return len(alike) <= 1


def add(found: list[Listed], person: Listed) -> Listed:
    """Put a person on the list, or complete the one who is there."""
    for other in found:
        if same_person(person, other, found):
            if len(person.name) > len(other.name):
                other.name = person.name
            other.organisation = other.organisation or person.organisation
            other.title = other.title or person.title
            other.roles |= person.roles
            other.initials |= person.initials
            if other.attendance is Attendance.UNKNOWN:
                other.attendance = person.attendance
            return other
    found.append(person)
    return person
