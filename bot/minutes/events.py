"""Events that a document dates in one place and only names in another: 'til sommerfesten'."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from bot.domain.meetings import Due, Precision
from bot.minutes import dates
from bot.minutes.sections import Passage

#: what a gathering is called, and the endings of the definite form
_KIND = (
    r"(?:fest|generalforsamling|workshop|kursus|seminar|konference|kongres|koncert|marked|arrangement"
    r"|weekend|udstilling|gudstjeneste|bazar|stævne|turnering|frokost|temadag|arbejdsdag|forårsdag"
    r"|aktivitetsdag|messe|udflugt|temaaften|foredrag|jubilæum|rundvisning|premiere|borgermøde"
    r"|årsmøde|landsmøde|repræsentantskabsmøde|sommermøde|temamøde|afdelingsmøde|forældremøde"
    r"|julemøde|høring|samråd|camp|bankospil|loppemarked|rengøring|klargøring)"
)
_ENDING = r"(?:s?et|en|n|t|erne)?"
_EVENT = re.compile(rf"\b(?P<name>\w*?{_KIND})(?P<ending>{_ENDING})(?![\w-])", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?:til|inden|før|på|ved|senest til|senest ved)\s+(?:selve\s+|den\s+|årets\s+|vores\s+)?"
    rf"(?:kommende\s+|næste\s+)?(?P<name>\w*?{_KIND})(?P<ending>{_ENDING})(?![\w-])", re.IGNORECASE
)  # fmt: skip
_GAP = 40


class Events:
    """The gatherings that a document gives a day."""

    def __init__(self, passages: Sequence[Passage], base: date) -> None:
        self._passages = passages
        self._base = base

    @cached_property
    def _days(self) -> dict[str, set[date]]:
        """Each gathering by its name with the days that stand beside it."""
        found: dict[str, set[date]] = {}
        for passage in self._passages:
            text = passage.text
            if not any(char.isdigit() for char in text) or not _EVENT.search(text):
                continue
            days = [
                m for m in dates.mentions(text, self._base)
                if m.due.precision is Precision.DAY and m.due.last and m.due.last > self._base
                and not m.deadline and not m.after
            ]  # fmt: skip
            for match in _EVENT.finditer(text):
                near = [
                    m for m in days
                    if 0 <= m.start - match.end() <= _GAP
                    and "." not in text[match.end() : m.start].replace("d.", "")
                ]  # fmt: skip
                if near and near[0].due.last:
                    found.setdefault(match["name"].lower(), set()).add(near[0].due.last)
        return found

    def named(self, text: str) -> Due | None:
        """The day of the event that a text sets as its time: 'klar til sommerfesten'."""
        for match in _BY.finditer(text):
            days = self._days.get(match["name"].lower(), set())
            if match["ending"] and len(days) == 1:
                day = next(iter(days))
                return Due(" ".join(match.group().split()), Precision.DAY, day, day)
        return None
