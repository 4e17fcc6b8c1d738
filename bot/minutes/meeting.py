"""The occasion itself: title, day, hours, place and the next meeting."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import zip_longest

from bot.domain.meetings import Meeting
from bot.minutes import dates
from bot.minutes.meeting_day import day_held
from bot.minutes.next_meeting import next_meeting
from bot.minutes.sections import Passage, Role, role_of

_MEETING_WORD = re.compile(
    r"\w*(?:møde|forsamling|generalforsamling|konference|netværksgruppe|rådet|udvalget|udvalg"
    r"|direktionen"
    r"|bestyrelsen|forum|gruppen|projektarbe\w+|forening|erfa\w*)\w*", re.IGNORECASE
)  # fmt: skip
_NO_MINUTES = re.compile(
    r"^\W*(?:\d+\s+)?(?:årsrapport|notat|rapport|nyhedsbrev|pressemeddelelse|vejledning"
    r"|høringssvar"
    r"|kommissorium|projektbeskrivelse|vedtægter|strategi|handleplan|politik)\b", re.IGNORECASE
)  # fmt: skip
_MINUTES = re.compile(
    r"\b(?:\w*referat\w*|minutes|meeting|dagsorden\w*|møde\w*|\w+møde\w*|mødenoter|noter|protokol\w*"
    r"|\w*forsamling\w*|deltog|til ?stede|afbud|fremmødte?|fraværende|dirigent|ordstyrer|vi var"
    r"|ref|mødte?|present|til mødet|rådet|udvalget"
    r"|blev enige|opsamling|på linjen)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:\W|\d+\s)*(?:(?:dagsorden(?:spunkter)? (?:og|til)|beslutnings|møde|kort |foreløbigt "
    r"|godkendt )?\s*"
    r"(?:referat|mødereferat|protokol|minutes|noter|mødenoter|dagsordenspunkter"
    r"|beslutningsprotokol)\b"
    r"\s*(?:af|fra|til|for|over|vedr\.?|[:–-])*\s*(?:det|den|de)?\s*)+", re.IGNORECASE
)  # fmt: skip
_TRAIL = re.compile(
    r"[\s,.:–(-]*(?:\b(?:afholdt|holdt|som blev holdt|d\.|den|dato|kl\.?|i|på|hos)\b[\s:.]*|"
    r"\b(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b[\s,d.en]*)*$", re.IGNORECASE
)  # fmt: skip
_CLOCK = r"(?:kl\.?|klokken)?\s*(\d{1,2})(?:[.:](\d{2}))?"
_HOURS = re.compile(
    rf"(?:\b(?:kl\.?|klokken)\s*)(\d{{1,2}})(?:[.:](\d{{2}}))?(?:\s*(?:-|–|—"
    rf"|til)\s*(?:ca\.?\s*)?{_CLOCK})?",
    re.IGNORECASE,
)
_BARE_HOURS = re.compile(
    r"\b(\d{1,2})[.:](\d{2})\s*(?:-|–|til)\s*(?:ca\.?\s*)?(\d{1,2})[.:](\d{2})\b"
)
_SINGLE_HOUR = re.compile(r"[–-]\s*(\d{1,2}):(\d{2})\b|^(\d{1,2})[:.](\d{2})$")
_PLACE = re.compile(
    r"(?:\b(?:i|på|hos)\s+)((?:[A-ZÆØÅ][\wæøåé.'’/-]*|\d+\.?\d*)(?:[\s,]+(?:(?:på|i|ved|og|den"
    r"|gl\.)\s+)?(?:[A-ZÆØÅ][\wæøåé.'’/-]*|\d[\d.]*\w?))*)"
)
_ONLINE = re.compile(r"\b(teams|zoom|skype|online|virtuelt?)\b", re.IGNORECASE)


def _head(passages: Sequence[Passage]) -> list[Passage]:
    """The first passages, up to where the items begin."""
    return list(passages[:25])


def _hours(passages: Sequence[Passage]) -> tuple[time | None, time | None]:
    for passage in _head(passages)[:14]:
        text = passage.text[:300]
        match = _HOURS.search(text) or _BARE_HOURS.search(text)
        if passage.role is Role.WHEN and not match:
            match = _SINGLE_HOUR.search(text)
        if not match or passage.role is Role.NEXT_MEETING:
            continue
        groups = [*match.groups(), None, None]
        if groups[0] is None:
            groups = [*match.groups()[2:], None, None]
        return _time(groups[0], groups[1]), _time(groups[2], groups[3])
    return None, None


def _time(hour: str | None, minute: str | None) -> time | None:
    if not hour or int(hour) > 23 or int(minute or 0) > 59:
        return None
    return time(int(hour), int(minute or 0))


def _said(passages: Sequence[Passage], role: Role) -> str | None:
    """What stands behind a label of the head, or on the line under it."""
    head = _head(passages)
    for passage, below in zip_longest(head, head[1:]):
        if passage.role is role and not passage.is_title:
            return passage.text
        if passage.role is role and below and len(below.text) < 90 and not role_of(below.text):
            return below.text
    return None


#: what follows a place on its line
_AFTER_PLACE = re.compile(
    r"\.?\s*\b(?:møde-?\s?id|meeting id|adgangskode|passcode|dagsordens?punkter\s*$)|https?://\S+",
    re.IGNORECASE,
)


def _place(passages: Sequence[Passage]) -> str | None:
    if (said := _said(passages, Role.PLACE)) is not None:
        return _AFTER_PLACE.split(said)[0].strip(" .,:;") or None
    for passage in _head(passages)[:6]:
        text = passage.text[:250]
        spots = [m.end() for m in re.finditer(r"\d{4}|\d{1,2}[.:]\d{2}|\d(?= )", text)]
        match = _PLACE.search(text, max(spots[-1:] or [0]) if spots else 0)
        if match and dates.full_dates(text):
            return match[1].strip(" .,")
        online = _ONLINE.search(text)
        if online and _MINUTES.search(text):
            return online.group()
    return None


def _title(passages: Sequence[Passage]) -> str | None:
    if (said := _said(passages, Role.TITLE)) is not None:
        return re.sub(r"\s*\(.*\)\s*$", "", said).strip()
    for passage in _head(passages)[:8]:
        if " > " in passage.text:
            continue  # where a page stands on its site
        if passage.role not in (Role.NONE, Role.MINUTES) or len(passage.text) > 400:
            continue
        text = _LEAD.sub("", passage.text[:160]).strip()
        cut = min((s for s, _ in dates.full_dates(text)), default=len(text))
        text = _TRAIL.sub("", re.split(r"\s[–|]\s|\(", text[:cut])[0]).strip(" .,:;–-")
        if 4 < len(text) < 90 and _MEETING_WORD.search(text):
            return text[0].upper() + text[1:]
    return None


def is_minutes(passages: Sequence[Passage]) -> bool:
    """Does the document look like the minutes of a meeting at all?"""
    top = [p.text for p in passages[:4]]
    roles = {p.role for p in passages}
    if any(
        _NO_MINUTES.search(text) and not re.search("referat", text, re.IGNORECASE)
        for text in top[:2]
    ) and not (Role.PRESENT in roles and re.search("møde", " ".join(top), re.IGNORECASE)):
        return False
    said = " ".join(p.block.text[:200] for p in passages[:25])
    listed = roles & {Role.PRESENT, Role.ABSENT, Role.DECISION, Role.MINUTES, Role.MINUTE_TAKER}
    return bool(_MINUTES.search(said) or listed)


def meeting_of(passages: Sequence[Passage]) -> Meeting:
    """Everything the document says of the meeting."""
    if not is_minutes(passages):
        return Meeting(title=_title(passages))
    held = day_held(passages)
    start, end = _hours(passages)
    return Meeting(
        _title(passages), held, start, end, _place(passages), next_meeting(passages, held)
    )
