"""Tables that a plain text draws with tabs or wide gaps, under the head Hvem – Hvad – Hvornår."""

import re
from collections.abc import Sequence

_GAP = re.compile(r"\s{2,}")
_HEAD = {"hvem", "hvad", "hvornår"}


def with_bars(lines: Sequence[str]) -> list[str]:
    """The same lines, those of such a table with bars between their cells."""
    drawn: list[str] = []
    head: list[str] = []
    for line in lines:
        cells = _cells(line)
        if {cell.strip(" *_:").lower() for cell in cells} >= _HEAD and "|" not in line:
            head = cells
        elif "|" in line or len([cell for cell in cells if cell]) < 2:
            head = []
        drawn.append(f"| {' | '.join(_fitted(cells, head))} |" if head else line)
    return drawn


def _cells(line: str) -> list[str]:
    bare = line.rstrip()
    gaps = bare.split("\t") if "\t" in bare else _GAP.split(bare.strip())
    return [cell.strip() for cell in gaps]


def _fitted(cells: list[str], head: list[str]) -> list[str]:
    """Tabs set twice to come further are one gap: empty cells go until the row fits its head."""
    fitted = list(cells)
    while len(fitted) > len(head) and "" in fitted[1:]:
        fitted.pop(fitted.index("", 1))
    return fitted
