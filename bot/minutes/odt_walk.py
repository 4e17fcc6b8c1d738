"""Walks the XML of an OpenDocument text and gives its paragraphs, without recursion."""

from dataclasses import dataclass, field

from bot.minutes.archives import parse_xml
from bot.minutes.odt_styles import OUTLINE, TEXT, Styles
from bot.minutes.word_blocks import WordParagraph, Words
from bot.minutes.word_styles import Lists

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DRAWING = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
#: deleted text, notes, contents, and what is only said to the program
SKIPPED = frozenset(
    {f"{TEXT} {name}" for name in ("tracked-changes", "note", "table-of-content", "ruby-text")}
    | {f"{TEXT} {name}" for name in ("sequence-decls", "hidden-text", "alphabetical-index")}
    | {f"{OFFICE} {name}" for name in ("annotation", "forms", "event-listeners")}
    | {f"{DRAWING} {name}" for name in ("title", "desc")}
)
SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}
#: a row that is repeated to the end of the page is empty
MOST_COLUMNS = 100


@dataclass
class _List:
    """A list that we stand in."""

    #: which count its numbers belong to
    list_id: str
    style: str
    #: the first paragraph of an item bears its mark
    is_marked: bool = False


@dataclass
class _Table:
    columns: int = 0
    row: int = -1
    column: int = -1
    #: how far the last cell reaches
    width: int = 1


@dataclass
class Walker:
    """State while the parser calls back."""

    styles: Styles
    done: list[WordParagraph] = field(default_factory=list)
    numbering: Lists = field(default_factory=Lists)
    _open: list[WordParagraph] = field(default_factory=list)
    _fonts: list[tuple[bool | None, bool]] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _last: dict[str, str] = field(default_factory=dict)
    _skipping: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._skipping or name in SKIPPED:
            self._skipping += 1
            return
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if space == TEXT:
            self._start_text(local, values)
        elif space == TABLE:
            self._start_table(local, values)

    def _start_text(self, local: str, values: dict[str, str]) -> None:
        if local in {"p", "h"}:
            self._open.append(self._paragraph(local, values))
        elif local == "span":
            self._fonts.append(self._font(values.get("style-name", "")))
        elif local == "list":
            self._start_list(values)
        elif local in {"list-item", "list-header"} and self._lists:
            self._lists[-1].is_marked = local == "list-item"
            if start := values.get("start-value", ""):
                place = self._lists[-1].list_id, len(self._lists) - 1
                self.numbering.restarts[place] = _count(start, 0)
        elif local in SIGNS:
            self.data(SIGNS[local])

    def _paragraph(self, local: str, values: dict[str, str]) -> WordParagraph:
        found = WordParagraph(values.get("style-name", ""), cell=self._cell())
        if local == "h":
            found.heading = _count(values.get("outline-level", ""), 1) - 1
        if self._lists and self._lists[-1].is_marked:
            self._lists[-1].is_marked = False
            found.list_id, found.list_level = self._lists[-1].list_id, len(self._lists) - 1
        elif found.heading is not None and values.get("is-list-header") != "true":
            found.list_id, found.list_level = OUTLINE, found.heading
        return found

    def _font(self, name: str) -> tuple[bool | None, bool]:
        font = self.styles.font(name)
        outer = self._fonts[-1] if self._fonts else (None, False)
        return (outer[0] if font.bold is None else font.bold), outer[1] or font.hidden

    def _start_list(self, values: dict[str, str]) -> None:
        outer = self._lists[-1] if self._lists else None
        style = values.get("style-name") or (outer.style if outer else "")
        goes_on = values.get("continue-numbering") == "true" or "continue-list" in values
        if outer and outer.style == style:
            list_id = outer.list_id
        elif goes_on and style in self._last:
            list_id = self._last[style]
        else:
            list_id = f"{style} {len(self.numbering.kinds)}"
            self.numbering.kinds[list_id] = list_id
            self.numbering.levels[list_id] = self.styles.lists.get(style, {})
        self._last[style] = list_id
        self._lists.append(_List(list_id, style))

    def _start_table(self, local: str, values: dict[str, str]) -> None:
        if local == "table":
            self._tables.append(_Table())
            return
        if not self._tables:
            return
        table = self._tables[-1]
        if local == "table-column":
            table.columns += _count(values.get("number-columns-repeated", ""), 1)
        elif local == "table-row":
            table.row, table.column, table.width = table.row + 1, -1, 1
        elif local in {"table-cell", "covered-table-cell"}:
            table.column += table.width
            table.width = _count(values.get("number-columns-repeated", ""), 1)

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name in {f"{TEXT} p", f"{TEXT} h"} and self._open:
            self.done.append(self._open.pop())
        elif name == f"{TEXT} span" and self._fonts:
            self._fonts.pop()
        elif name == f"{TEXT} list" and self._lists:
            self._lists.pop()
        elif name == f"{TABLE} table" and self._tables:
            self._tables.pop()

    def data(self, text: str) -> None:
        bold, hidden = self._fonts[-1] if self._fonts else (None, False)
        if self._open and not self._skipping and not hidden:
            self._open[-1].words.append(Words(text, bold))

    def _cell(self) -> tuple[int, int] | None:
        """Where we stand in a table; a table of one column is only a frame."""
        if not self._tables or self._tables[-1].columns == 1:
            return None
        return self._tables[-1].row, self._tables[-1].column


def _count(text: str, otherwise: int) -> int:
    return min(int(text), MOST_COLUMNS) if text.isdecimal() and len(text) < 6 else otherwise


def walk(xml: bytes, styles: Styles) -> Walker:
    """All paragraphs of content.xml in order, and the numbering of its lists."""
    walker = Walker(styles)

    def start(name: str, attributes: dict[str, str]) -> None:
        styles.start(name, attributes)
        walker.start(name, attributes)

    def end(name: str) -> None:
        styles.end(name)
        walker.end(name)

    parse_xml(xml, start, end, walker.data)
    walker.numbering.kinds[OUTLINE] = OUTLINE
    walker.numbering.levels[OUTLINE] = styles.lists.get(OUTLINE, {})
    return walker
