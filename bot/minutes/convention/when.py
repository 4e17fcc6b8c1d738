"""The time limit at the end of a line in the agreed form, or in its column 'Hvornår'."""

import re

from bot.domain.meetings import Due, Meeting, Precision
from bot.minutes import dates

_LIMIT = r"(?:senest|(?:med\s+)?(?:svar)?frist(?:en)?(?:\s+er)?|deadline(?:n)?(?:\s+er)?|inden)"
_TAIL = re.compile(
    rf"(?:\s*[–—;,(]\s*|\s+-{{1,2}}\s*)(?P<limit>{_LIMIT})\b\s*[:.]?\s*(?P<when>[^()]{{1,60}}?)"
    r"[\s).]*$", re.IGNORECASE
)  # fmt: skip
_INLINE = re.compile(
    rf"\s+(?P<limit>{_LIMIT})\b\s*:?\s*(?P<when>[^()–—]{{1,60}}?)[\s.]*$", re.IGNORECASE
)
_BARE = re.compile(r"(?:\s+[–—-]{1,2}\s+|\s*\()(?P<when>[^()–—]{2,40}?)[\s).]*$")
_NO_LIMIT = re.compile(r"(?:ingen(?: frist)?|uden frist|ikke aftalt|\?+|[-–—]*)", re.IGNORECASE)
_SOON = re.compile(r"(?:snarest|hurtigst)(?: muligt)?|straks|løbende|asap", re.IGNORECASE)
_SHORT = re.compile(r"(?P<lead>(?:d\.|den)\s*)?(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.?")


def apart(text: str, meeting: Meeting) -> tuple[str, Due | None]:
    """What is to be done, and by when: the limit is cut off where a sign stands before it."""
    if match := _TAIL.search(text):
        return text[: match.start()], due(match["when"], meeting)
    if match := _INLINE.search(text):
        found = due(match["when"], meeting)
        if found and found.precision is not Precision.LOOSE:
            return text[: match.start()], found
    if (match := _BARE.search(text)) and (found := _whole(match["when"], meeting)):
        return text[: match.start()], found
    return text, dates.find_due(text, meeting.date, meeting.next_meeting) if meeting.date else None


def due(text: str, meeting: Meeting) -> Due | None:
    """The day or span that a time limit's own words mean; words without one are kept as said."""
    bare = " ".join(text.split()).strip(" .,;")
    if not bare or _NO_LIMIT.fullmatch(bare):
        return None
    short = _SHORT.fullmatch(bare)
    plain = f"den {short['day']}.{short['month']}." if short else bare
    if meeting.date is None:
        days = dates.full_dates(plain)
        return Due(bare, Precision.DAY, days[0][1], days[0][1]) if days else _loose(bare)
    for said in (f"senest {plain}", plain, f"i {plain}"):  # 'maj' alone is 'i maj'
        found = dates.find_due(said, meeting.date, meeting.next_meeting)
        if found:
            return Due(bare, found.precision, found.first, found.last)
    return _loose(bare)


def _loose(words: str) -> Due:
    return Due(words, Precision.LOOSE)


def _whole(text: str, meeting: Meeting) -> Due | None:
    """The limit where a last part is nothing but a date: '– 1. maj'."""
    if _SOON.fullmatch(text.strip()):
        return _loose(text.strip())
    found = due(text, meeting)
    if found is None or found.precision is Precision.LOOSE:
        return None
    said = dates.mentions(f"senest {text}", meeting.date) if meeting.date else ()
    covered = sum(m.end - m.start for m in said) if said else len(text)
    return found if covered >= 0.7 * len(text.strip()) or _SHORT.fullmatch(text.strip()) else None
