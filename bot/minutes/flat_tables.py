"""Action tables whose cells lie one to a line: Handling, Ansvarlig, Frist, and so on down."""

import re
from collections.abc import Iterator, Sequence

from bot.minutes.names import lists_names

_WHAT = re.compile(r"hvad|handling(?:er)?|opgave[rn]?|aktivitet(?:er)?|a[ck]tions?", re.IGNORECASE)
_WHO = re.compile(r"hvem|ansvarlig[e]?|ansv|ejer|owner|tovholder|udføres af", re.IGNORECASE)
_OTHER = re.compile(
    r"hvornår|frist|deadline|dato|senest|termin|due|status|bemærkning(?:er)?|nr|#", re.IGNORECASE
)
_SOMEBODY = re.compile(
    r"[A-ZÆØÅ]{2,4}(?:\W+[A-ZÆØÅ]{2,4})*|alle|ingen|[-–?]+|\w+(?:en|et)", re.IGNORECASE
)
_ENDS = re.compile(
    r"\s*(?:#|(?:ad|pkt|punkt)?\.?\s*\d+(?:\.\d+)*\s?[.)]\s*(?-i:[A-ZÆØÅ]))", re.IGNORECASE
)
_HEADS = (("what", _WHAT), ("who", _WHO), ("", _OTHER))
#: characters of a line that is no cell
_PROSE = 200
_LEAST = 0.6


def flat_cells(lines: Sequence[str]) -> dict[int, tuple[int, int]]:
    """The row and column of every line, counted from 1, that is a cell of such a table."""
    said = [(at, bare) for at, line in enumerate(lines, 1) if (bare := line.strip(" *_:\t"))]
    found: dict[int, tuple[int, int]] = {}
    for start in range(len(said)):
        columns = _head([text for _, text in said[start : start + 5]])
        if columns and said[start][0] not in found:
            body = list(_body(said[start + len(columns) :], lines))
            if _fits(columns, [text for _, text in body]):
                table = [*said[start : start + len(columns)], *body]
                found |= {line: divmod(n, len(columns)) for n, (line, _) in enumerate(table)}
    return found


def _head(texts: Sequence[str]) -> list[str]:
    """The kinds of column that the lines from here on name, if one says what and one who."""
    kinds = kinds_of(texts)
    return kinds if {"what", "who"} <= set(kinds) else []


def kinds_of(texts: Sequence[str]) -> list[str]:
    """What the columns with these heads hold, up to the first that is no head of a column."""
    kinds: list[str] = []
    for text in texts:
        kind = next((kind for kind, heads in _HEADS if heads.fullmatch(text.rstrip("."))), None)
        if kind is None:
            break
        kinds.append(kind)
    return kinds


def _body(rest: Sequence[tuple[int, str]], lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that may be cells: up to the next heading or paragraph."""
    for line, text in rest:
        if _ENDS.match(lines[line - 1]) or len(text) > _PROSE or "|" in text:
            return
        yield line, text


def _fits(columns: Sequence[str], body: Sequence[str]) -> bool:
    """Does somebody stand in the column of those responsible, nearly all the way down?"""
    who = body[columns.index("who") :: len(columns)]
    what = body[columns.index("what") :: len(columns)]
    named = [text for text in who if _is_somebody(text)]
    acts = [text for text in what if len(text.split()) > 1]
    return bool(who) and min(len(named), len(acts)) >= _LEAST * len(who)


def _is_somebody(text: str) -> bool:
    parted = re.sub(r"\s*[/&+]\s*|\s+og\s+", ", ", text.strip(" ."))
    return lists_names(parted) or _SOMEBODY.fullmatch(text) is not None
