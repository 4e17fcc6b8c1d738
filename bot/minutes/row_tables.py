"""Action tables of one line a row, drawn with slashes, dashes or blanks only."""

import re
from collections.abc import Sequence

from bot.minutes.flat_tables import kinds_of

_SLASH = re.compile(r"\s+[/–—;-]\s+|\s*;\s+")
_SOMEBODY = r"[A-ZÆØÅ]{2,4}|[A-ZÆØÅ][a-zæøåéü]+(?:\s[A-ZÆØÅ]\w*\.?)?"
#: 'Tegne broen TB 1. juni', '3 Tegne broen Ylva/Cemal i gang'
_BLANKS = re.compile(
    rf"(?P<what>\S+\s.+?)\s+(?P<who>(?:{_SOMEBODY})(?:\s?[/,+&]\s?(?:{_SOMEBODY}))*)\s+"
    r"(?P<rest>(?:(?:senest|inden|ultimo|medio|primo|uge|d\.|den|i|ved|til|næste)\s)*"
    r"(?:\d[\w./-]*(?:\s[a-zæøå]+\.?)?|[a-zæøå]+(?:\s[a-zæøå]+)?(?:\s\d\S*)?(?:,\s\w+)?))\s*$"
)


def with_bars_by_row(lines: Sequence[str]) -> list[str]:
    """The same lines, those of such a table with bars between their cells."""
    drawn: list[str] = []
    head = 0
    slashes = False
    for line in lines:
        bare = line.strip(" *_\t")
        if parts := _head(bare):
            head, slashes = len(parts), bool(_SLASH.search(bare))
            drawn.append(f"| {' | '.join(parts)} |")
            continue
        cells = _cells(bare, head, slashes) if head else []
        if bare and not cells:
            head = 0
        drawn.append(f"| {' | '.join(cells)} |" if cells else line)
    return drawn


def _head(bare: str) -> list[str]:
    """The columns that a line names: 'Handling / Ansvarlig / Frist', 'Nr Opgave Hvem Status'."""
    if "|" in bare or len(bare) > 60:
        return []
    for parts in (_SLASH.split(bare), bare.split()):
        kinds = kinds_of(parts)
        if len(kinds) == len(parts) and {"what", "who"} <= set(kinds):
            # the number of a row that is parted by blanks only stays with what it says
            return (
                parts if _SLASH.search(bare) else [p for p in parts if p.lower() not in ("nr", "#")]
            )
    return []


def _cells(bare: str, head: int, slashes: bool) -> list[str]:
    if slashes:
        parts = _SLASH.split(bare)
        return parts if 2 <= len(parts) <= head else []
    row = _BLANKS.match(bare)
    if row is None or head != 3:
        return []
    return [re.sub(r"^\d+\.?\s+", "", row["what"]), row["who"], row["rest"]]
