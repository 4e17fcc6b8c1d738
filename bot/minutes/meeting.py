"""The occasion itself: title, day, hours, place and the next meeting."""

import re
from collections.abc import Sequence
from datetime import date, time

from bot.domain.meetings import Meeting, Precision
from bot.minutes import dates
from bot.minutes.blocks import BlockKind
from bot.minutes.sections import Passage, Role

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
    r"|forsamling\w*)\b",
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
_NEXT = re.compile(
    r"\b(?:(?:næste|nyt|kommende|det næste|førstkommende"
    r"|næste ordinære) (?:\w*[ -])?(?:\w*møde\w*)|næste gang|næste møde"
    r"|(?:mødes|ses) (?:alle )?igen|ses (?:næste gang|igen))\b", re.IGNORECASE
)  # fmt: skip
_NOT_HELD = re.compile(
    r"\b(?:godkendt|opdateret|udsendt|udskrevet|printet|offentliggjort|forrige|sidste møde|næste"
    r"|valgt|sendt|revideret)\b", re.IGNORECASE
)  # fmt: skip
_EARLIER = re.compile(r"\breferat(?:et)? (?:fra|af) (?:mødet|sidste|forrige)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:\b(?:i|på|hos)\s+)((?:[A-ZÆØÅ][\wæøåé.'’/-]*|\d+\.?\d*)(?:[\s,]+(?:(?:på|i|ved|og|den"
    r"|gl\.)\s+)?(?:[A-ZÆØÅ][\wæøåé.'’/-]*|\d[\d.]*\w?))*)"
)
_ONLINE = re.compile(r"\b(teams|zoom|skype|online|virtuelt?)\b", re.IGNORECASE)


def _head(passages: Sequence[Passage]) -> list[Passage]:
    """The first passages, up to where the items begin."""
    return list(passages[:25])


def _day(passages: Sequence[Passage]) -> date | None:
    """The day the meeting was held: by its label, by its title, else the first day on top."""
    head = _head(passages)
    ranked: list[tuple[int, int, date]] = []
    for at, passage in enumerate(head):
        text = passage.text[:400]
        for start, day in dates.full_dates(text):
            before = text[:start]
            points = 0
            if passage.role is Role.WHEN:
                points += 4
            if _MINUTES.search(before) or _MEETING_WORD.search(before[-60:]):
                points += 3
            if at < 3:
                points += 2
            other = _NOT_HELD.search(before[-45:]) or (at > 2 and _EARLIER.search(before[-45:]))
            if other or passage.role is Role.NEXT_MEETING:
                points -= 5
            if re.match(r"^\W*(?:\w+dag)?\W*(?:den|d\.)?\s*$", before, re.IGNORECASE):
                points += 2
            if at > 12:
                points -= 2
            if passage.item is not None and passage.role is not Role.WHEN:
                points -= 3
            if passage.block.kind is BlockKind.BULLET:
                points -= 2
            ranked.append((points, -at * 1000 - start, day))
    best = max(ranked, default=None)
    return best[2] if best and best[0] > 0 else None


def _short_year(passages: Sequence[Passage]) -> date | None:
    """'tirsdag d. 3. maj' with the year said only elsewhere on top."""
    head = " ".join(p.text for p in _head(passages)[:6])[:600]
    year = re.search(r"\b(?:19|20)\d\d\b", head)
    for passage in _head(passages)[:8]:
        if not year or passage.role is Role.NEXT_MEETING:
            continue
        for mention in dates.mentions(passage.text[:300], date(int(year.group()), 1, 1)):
            day = mention.due
            numbered = any(char.isdigit() for char in day.words)
            if numbered and not mention.dated and day.precision is Precision.DAY and day.last:
                return day.last
    return None


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


def _place(passages: Sequence[Passage]) -> str | None:
    for passage in _head(passages):
        if passage.role is Role.PLACE and not passage.is_title:
            text = re.split(
                r"\.?\s*\b(?:møde-?\s?id|meeting id|adgangskode|passcode)",
                passage.text,
                flags=re.IGNORECASE,
            )[0]
            text = re.sub(r"https?://\S+", "", text)
            return text.strip(" .,:;") or None
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
    for passage in _head(passages):
        if passage.role is Role.TITLE and not passage.is_title:
            return re.sub(r"\s*\(.*\)\s*$", "", passage.text).strip()
    for passage in _head(passages)[:8]:
        if passage.role not in (Role.NONE, Role.MINUTES) or len(passage.text) > 400:
            continue
        text = _LEAD.sub("", passage.text[:160]).strip()
        cut = min((s for s, _ in dates.full_dates(text)), default=len(text))
        text = _TRAIL.sub("", re.split(r"\s[–|]\s|\(", text[:cut])[0]).strip(" .,:;–-")
        if 4 < len(text) < 90 and _MEETING_WORD.search(text):
            return text[0].upper() + text[1:]
    return None


def _next(passages: Sequence[Passage], held: date | None) -> date | None:
    """The day of the next meeting, when the document says it."""
    base = held or date(1970, 1, 1)
    found: list[date] = []
    waiting = 0
    for passage in passages:
        match = _NEXT.search(passage.text)
        labelled = passage.role is Role.NEXT_MEETING
        waiting = 3 if match else waiting - 1
        if not match and not labelled and waiting <= 0:
            continue
        text = passage.text[match.start() if match else 0 :][:70]
        days = [
            m.due.last for m in dates.mentions(text, base)
            if m.due.precision is Precision.DAY and m.due.last and (m.dated or held)
        ]  # fmt: skip
        ahead = [d for d in days[:1] if held is None or 0 < (d - held).days < 400]
        if match and ahead:
            found = []  # what is said last holds
        found += ahead
        waiting = 0 if ahead else waiting
    return min(found, default=None)


def is_minutes(passages: Sequence[Passage]) -> bool:
    """Does the document look like the minutes of a meeting at all?"""
    top = [p.text for p in passages[:4]]
    if any(
        _NO_MINUTES.search(text) and not re.search("referat", text, re.IGNORECASE)
        for text in top[:2]
    ):
        return False
    said = " ".join(p.text[:200] for p in passages[:25])
    roles = {p.role for p in passages}
    listed = roles & {Role.PRESENT, Role.ABSENT, Role.DECISION, Role.MINUTES, Role.MINUTE_TAKER}
    return bool(_MINUTES.search(said) or listed)


def meeting_of(passages: Sequence[Passage]) -> Meeting:
    """Everything the document says of the meeting."""
    if not is_minutes(passages):
        return Meeting(title=_title(passages))
    held = _day(passages) or _short_year(passages)
    start, end = _hours(passages)
    return Meeting(_title(passages), held, start, end, _place(passages), _next(passages, held))
