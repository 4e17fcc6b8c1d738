"""Builds blocks while a web page's elements open and close."""

import re
from dataclasses import dataclass, field
from itertools import groupby

from bot.minutes import marks
from bot.minutes.blocks import Block, BlockKind
from bot.minutes.rendering import UNPLACED

BREAK = "\n"
SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
HEADINGS = {f"h{number}": number - 1 for number in range(1, 7)}
BOLD = frozenset({"b", "strong", "th", *HEADINGS})
LISTS = frozenset({"ul", "ol", "menu"})
#: these do not end a line; all others do
INLINE = frozenset(
    {"a", "abbr", "b", "big", "bdi", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd"}
    | {"label", "mark", "q", "s", "sdfield", "small", "span", "strike", "strong", "sub", "sup"}
    | {"time", "tt", "u", "var", "wbr", "img", "data", "output", "samp", "acronym", "nobr"}
)


@dataclass
class Element:
    """What the builder must know of an element."""

    tag: str
    attributes: dict[str, str]
    #: cells in the widest of its first rows, for a table
    columns: int = 0


@dataclass
class _List:
    numbered: bool
    letters: bool
    number: int = 1
    #: levels that the page does not show, as when an editor writes an inner list as the next one
    extra: int = 0


@dataclass
class _Table:
    columns: int
    row: int = -1
    column: int = -1
    span: int = 1
    #: columns that a cell from above still covers, and for how many rows
    covered: dict[int, int] = field(default_factory=dict)


class Builder:
    """Text comes in, blocks go out whenever an element ends the line."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._words: list[tuple[str, bool]] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._heading: int | None = None
        self._mark: str | None = None  # of the list item that has no text yet
        self._bold = 0

    def text(self, text: str) -> None:
        """Words inside the open elements."""
        if text:
            self._words.append((SPACES.sub(" ", text), self._bold > 0))

    def open(self, element: Element) -> None:
        """An element begins."""
        tag = element.tag
        if tag == "br":
            self._words.append((BREAK, False))
            return
        if tag not in INLINE:
            self._flush()
        self._bold += _is_bold(element)
        if tag in HEADINGS:
            self._heading = HEADINGS[tag]
        elif tag in LISTS:
            self._lists.append(
                _List(
                    tag == "ol",
                    element.attributes.get("type", "").lower() == "a",
                    _whole(element.attributes.get("start"), 1),
                    int(self._introduced()),
                )
            )
        elif tag == "li":
            self._mark = self._next_mark(element)
        elif tag == "table":
            self._tables.append(_Table(element.columns))
        elif tag in {"tr", "td", "th"} and self._tables:
            _step(self._tables[-1], element)

    def close(self, element: Element) -> None:
        """An element ends."""
        tag = element.tag
        if tag == "br":
            return
        if tag not in INLINE:
            self._flush()
        self._bold -= _is_bold(element)
        if tag in HEADINGS:
            self._heading = None
        elif tag in LISTS and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._mark = None
        elif tag == "table" and self._tables:
            self._tables.pop()

    def finish(self) -> list[Block]:
        """All blocks, not laid out yet."""
        self._flush()
        return self.blocks

    def _introduced(self) -> bool:
        """Whether the item before ends in a colon, so that the list that begins belongs to it."""
        last = self.blocks[-1] if self.blocks else None
        return (
            not self._lists
            and last is not None
            and last.kind is BlockKind.BULLET
            and last.text.endswith(":")
        )

    def _depth(self) -> int:
        return max(sum(1 + each.extra for each in self._lists) - 1, 0)

    def _next_mark(self, element: Element) -> str:
        if not self._lists or not self._lists[-1].numbered:
            return ""
        current = self._lists[-1]
        number = _whole(element.attributes.get("value"), current.number)
        current.number = number + 1
        return f"{chr(ord('a') + (number - 1) % 26)})" if current.letters else f"{number}."

    def _flush(self) -> None:
        words, self._words = self._words, []
        if self._mark is not None:
            words = [(" " if text == BREAK else text, bold) for text, bold in words]
        for is_break, line in groupby(words, key=lambda word: word[0] == BREAK):
            if not is_break:
                self._emit(list(line))

    def _emit(self, line: list[tuple[str, bool]]) -> None:
        text = SPACES.sub(" ", "".join(text for text, _ in line)).strip()
        if not text:
            return
        place = self._place()
        bold = all(bold for text, bold in line if text.strip())
        level = 0
        if self._heading is not None and place is None:
            kind, level = BlockKind.HEADING, self._heading
        elif self._mark == "":
            kind, level = BlockKind.BULLET, self._depth()
        else:
            kind, text = marks.item(f"{self._mark} {text}" if self._mark else text)
            if kind is BlockKind.BULLET:
                level = self._depth()
            elif place:
                kind = BlockKind.CELL
        self._mark = None
        self.blocks.append(Block(kind, text, UNPLACED, level=level, bold=bold, cell=place))

    def _place(self) -> tuple[int, int] | None:
        """Row and column; a table of one column only arranges the page."""
        if not self._tables or self._tables[-1].columns < 2:
            return None
        return max(self._tables[-1].row, 0), max(self._tables[-1].column, 0)


def _step(table: _Table, element: Element) -> None:
    """Go to the next row or cell."""
    if element.tag == "tr":
        table.row, table.column, table.span = table.row + 1, -1, 1
        table.covered = {column: left - 1 for column, left in table.covered.items() if left > 1}
        return
    table.column += table.span
    while table.column in table.covered:
        table.column += 1
    table.span = _whole(element.attributes.get("colspan"), 1)
    rows = _whole(element.attributes.get("rowspan"), 1)
    if rows > 1:
        for column in range(table.column, table.column + table.span):
            table.covered[column] = rows


def _is_bold(element: Element) -> bool:
    return element.tag in BOLD or bool(BOLD_STYLE.search(element.attributes.get("style", "")))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and 0 < len(text) < 4 else otherwise
