"""Walks the XML of a Word document's body and gives its paragraphs, without recursion."""

from dataclasses import dataclass

from bot.minutes.archives import parse_xml
from bot.minutes.word_blocks import WordParagraph, Words
from bot.minutes.word_styles import OFF

#: WordprocessingML as Word writes it and as the strict standard names it
SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
#: deleted or moved-away text, old formatting, and the second telling of a drawing
SKIPPED = frozenset({"del", "moveFrom", "pPrChange", "rPrChange", "Fallback", "sectPr", "rt"})
SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class _Table:
    columns: int = 0
    row: int = -1
    column: int = -1
    span: int = 1


class _Walker:
    """State while the parser calls back."""

    def __init__(self) -> None:
        self.done: list[WordParagraph] = []
        self.open: list[WordParagraph] = []
        self.tables: list[_Table] = []
        self.skipping = 0
        self.in_properties = 0
        self.bold: bool | None = None
        self.hidden = False
        self.takes_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.skipping or (local in SKIPPED and space in (*SPACES, COMPATIBILITY)):
            self.skipping += 1
        elif space in SPACES:
            values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            self._start(local, values.get("val", ""), values)

    def _start(self, local: str, value: str, values: dict[str, str]) -> None:
        paragraph = self.open[-1] if self.open else None
        if local == "p":
            self.open.append(WordParagraph(cell=self._cell()))
        elif local in {"tbl", "gridCol", "tr", "tc", "gridSpan"}:
            self._start_table(local, value)
        elif paragraph is None:
            return
        elif local == "pPr":
            self.in_properties += 1
        elif local == "r":
            self.bold, self.hidden = None, False
        elif self.in_properties:
            _set_property(paragraph, local, value)
        elif local == "b":
            self.bold = value not in OFF
        elif local in {"vanish", "webHidden"}:
            self.hidden = value not in OFF
        elif local == "t":
            self.takes_text = not self.hidden
        elif local in SIGNS and values.get("type") != "page":
            paragraph.words.append(Words(SIGNS[local], self.bold))

    def _start_table(self, local: str, value: str) -> None:
        if local == "tbl":
            self.tables.append(_Table())
            return
        if not self.tables:
            return
        table = self.tables[-1]
        if local == "gridCol":
            table.columns += 1
        elif local == "tr":
            table.row, table.column, table.span = table.row + 1, -1, 1
        elif local == "tc":
            table.column, table.span = table.column + table.span, 1
        else:
            table.span = int(value) if value.isdecimal() and len(value) < 3 else 1

    def end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        space, _, local = name.rpartition(" ")
        if space not in SPACES:
            return
        if local == "t":
            self.takes_text = False
        elif local == "pPr":
            self.in_properties = max(self.in_properties - 1, 0)
        elif local == "p" and self.open:
            self.done.append(self.open.pop())
        elif local == "tbl" and self.tables:
            self.tables.pop()

    def data(self, text: str) -> None:
        if self.takes_text and not self.skipping and self.open:
            self.open[-1].words.append(Words(text, self.bold))

    def _cell(self) -> tuple[int, int] | None:
        """Where we stand in a table; a table of one column is only a frame."""
        if not self.tables or self.tables[-1].columns == 1:
            return None
        return self.tables[-1].row, self.tables[-1].column


def _set_property(paragraph: WordParagraph, local: str, value: str) -> None:
    if local == "pStyle":
        paragraph.style = value
    elif local == "numId":
        paragraph.list_id = value
    elif local == "ilvl" and value.isdecimal():
        paragraph.list_level = int(value[:2])


def walk(xml: bytes) -> list[WordParagraph]:
    """All paragraphs of a document part in order."""
    walker = _Walker()
    parse_xml(xml, walker.start, walker.end, walker.data)
    return walker.done
