"""Lines that only say who or by when, below what is to be done: a column lifted from a table."""

import re
from collections.abc import Sequence
from typing import TypedDict

from bot.minutes.blocks import BlockKind
from bot.minutes.date_rules import ANY_MONTH
from bot.minutes.names import lists_names
from bot.minutes.sections import HEADER, Passage

_INITIALS = re.compile(r"[A-ZÆØÅ]{2,4}(?:\s?[/,+&]\s?[A-ZÆØÅ]{2,4})*")
_DAY = re.compile(
    r"(?:(?:senest|inden|ultimo|medio|primo|d\.|den|uge|til|i)\s)*"
    r"(?:\d{1,2}\s?[./-]\s?(?:\d{1,2}(?:[./-]\d{2,4})?|[a-zæøå]+\.?)?(?:\s\d{4})?|\d{1,2}"
    rf"|(?i:{ANY_MONTH}"
    r"|snarest|løbende|næste møde|næste gang|hurtigst muligt))",
)
#: so many such lines in a text are a manner, one is a heading or a signature
_MANNER = 2


class Tail(TypedDict, total=False):
    """What such a line says."""

    who: str
    when: str


def tails(passages: Sequence[Passage]) -> dict[int, Tail]:
    """The passages that are such lines, if the text has the manner."""
    said = " ".join(p.text for p in passages if p.role in HEADER)
    who = {at for at in range(1, len(passages)) if _names(passages, at, said)}
    if len(who) < _MANNER:
        return {}
    found: dict[int, Tail] = {at: {"who": passages[at].text.strip(" .")} for at in who}
    for at in who:
        if at + 1 < len(passages) and _DAY.fullmatch(passages[at + 1].block.text.strip()):
            found[at + 1] = {"when": passages[at + 1].block.text.strip()}
    return found


def _names(passages: Sequence[Passage], at: int, roster: str) -> bool:
    """Is it nobody but people of the list, right below a line that says more?"""
    passage, above = passages[at], passages[at - 1]
    text = passage.text.strip(" .")
    if passage.block.kind is not BlockKind.PARAGRAPH or passage.role in HEADER or len(text) > 40:
        return False
    if passage.block.lines[0] - above.block.lines[1] > 1 or _is_head(above.text):
        return False
    if above.block.kind is not BlockKind.PARAGRAPH or above.role in HEADER:
        return False
    if _INITIALS.fullmatch(text):
        return True
    people = re.split(r"\s*(?:[/,+&]|\bog\b)\s*", text)
    known = all(re.search(rf"\b{re.escape(person)}\b", roster) for person in people)
    return known and lists_names(", ".join(people))


def _is_head(text: str) -> bool:
    return text.endswith(":") or len(text.split()) < 2
