"""Plain text into blocks: wrapped lines joined, list items, headings and tables told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.columns import with_bars
from bot.minutes.flat_tables import flat_cells
from bot.minutes.names import lists_names
from bot.minutes.row_tables import with_bars_by_row

_TAGS = re.compile(r"</?(?:br|strong|b|i|em|p|u|span|div|img|font|h\d)\b[^>]*/?>", re.IGNORECASE)
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?:[^()]|\([^)]*\))*\)")
_BARE_LINK = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$")
_MARKS = re.compile(r"\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|`")
_RULE = re.compile(r"^[\s\-_=*~.|:+#]{3,}$")
_PAGE = re.compile(r"^\s*(?:side|page)\s+\d+\s*(?:af|of|/)\s*\d+\s*$", re.IGNORECASE)
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_HEADING = re.compile(r"^(#{1,6})\s*(.+?)\s*#*$")
_BULLET = re.compile(r"^(?:[-*•●▪◦·‣+–—\uf0b7\uf0a7]|o(?=\s\s?[A-ZÆØÅ]))\s*(?:\[[xX]\]\s*)?(?=\S)")
_LETTERED = re.compile(r"^(?:[a-zæøåA-ZÆØÅ]|[ivx]{1,4})[.)]\s+(?=\S)")
#: '3.', '2.1', '4)', '(3)', '6.1Broen', 'Ad 2', 'Pkt. 5:', 'Punkt 3'
NUMBER = re.compile(
    r"^(?:(?:ad|pkt|punkt)\.?\s*(?P<word>\d{1,3}(?:\.\d{1,2})*)\s*[.:)–—-]*\s*"
    r"|\(?(?P<plain>\d{1,3}(?:\.\d{1,2}){0,3})(?:\s?[.)]+:?\s*|\s+[-–—]\s*|\s+(?=(?-i:[A-ZÆØÅ]))"
    r"|(?=(?-i:[A-ZÆØÅ][a-zæøå]{2})))"
    r"(?!\s*(?:[\d/]|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\b)))",
    re.IGNORECASE,
)
_CELLS = re.compile(r"^\s*\|.*\|\s*$|^[^|]+\|[^|]+\|")
#: how far back the end of a paragraph is looked at
_NEAR = 40
_ENDS = re.compile(r"[.!?:;]['\"”»)]*\s*$")
#: a line that ends so goes on in the next, however short it is
_UNFINISHED = re.compile(
    r"(?:[-,(/&]|\b(?:og|eller|at|som|der|den|det|de|en|et|til|med|for|fra|i|på|af|om|ved|hos|samt"
    r"|skal|vil|er|har))$"
)
#: and so does one before a line that begins so
_GOES_ON = re.compile(
    r"(?:den|d\.|kl|fra|på|i|og|eller|samt|med|til|for|af|om|hos|ved|der|som|at|hvor|når|så|men|vedr\w*"
    r"|skal|vil|er|har|blev|bliver|ikke)\b"
)
_LABEL = re.compile(r"^[A-ZÆØÅ][^.!?:,]{1,50}:(?:\s|$)|^(?i:opfølgning|arbejdsgruppe)\s*[:–—-]\s")


@dataclass
class _Line:
    """One physical line, cleaned, with what it looks like."""

    number: int
    text: str
    indent: int
    blank_before: bool
    bold: bool


@dataclass
class _Draft:
    """A block being built of one or more lines."""

    kind: BlockKind
    text: str
    first: int
    last: int
    level: int = 0
    bold: bool = False
    widths: list[int] = field(default_factory=list)


def clean(line: str) -> str:
    """A line without markup: tags, links, bold marks, quote marks."""
    text = _LINK.sub(r"\1", _TAGS.sub("", _QUOTE.sub("", line)))
    return " ".join(_MARKS.sub("", text).replace("\u00ad", "").split())


def _read(lines: Sequence[str]) -> list[_Line]:
    read: list[_Line] = []
    blank = True
    for number, raw in enumerate(lines, 1):
        bare = _TAGS.sub("", _QUOTE.sub("", raw)).strip()
        if not bare or _RULE.match(bare) or _BARE_LINK.match(bare) or _PAGE.match(bare):
            blank = True
            continue
        text = clean(raw)
        if not any(char.isalnum() for char in text) or _BARE_LINK.match(text):
            blank = True
            continue
        body = bare if bare.startswith("**") else _BULLET.sub("", bare)
        bold = body.startswith(("**", "__")) and body.rstrip(" :.").endswith(("**", "__"))
        indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
        read.append(_Line(number, text if "|" not in bare else bare, indent, blank, bold))
        blank = False
    return read


def _spaced(lines: list[_Line]) -> bool:
    """Does a blank line stand between nearly all physical lines, so that it means nothing?"""
    inner = lines[1:]
    broken = [line for line in inner if line.blank_before and line.text[:1].islower()]
    return len(inner) > 12 and len(broken) >= max(6, len(inner) // 12)


def _level(line: _Line) -> int:
    return max(1, line.indent // 2) if line.indent else 0


def _start(line: _Line) -> _Draft:
    text, kind, level = line.text, BlockKind.PARAGRAPH, 0
    if heading := _HEADING.match(text):
        kind, level, text = BlockKind.HEADING, len(heading[1]) - 1, heading[2]
    elif bullet := _BULLET.match(text):
        kind, level, text = BlockKind.BULLET, _level(line), text[bullet.end() :]
    elif _LETTERED.match(text):
        kind, level = BlockKind.BULLET, _level(line)
    return _Draft(kind, text, line.number, line.number, level, line.bold, [len(line.text)])


def _opens(line: _Line) -> bool:
    """Does a line start a block of its own by its looks?"""
    text = line.text
    return bool(
        _HEADING.match(text)
        or _BULLET.match(text)
        or _LETTERED.match(text)
        or NUMBER.match(text)
        or _LABEL.match(text)
        or line.bold
    )


def _continues(draft: _Draft, line: _Line, width: int, spaced: bool) -> bool:
    if draft.kind is BlockKind.HEADING or draft.bold or _opens(line):
        return False
    short = draft.widths[-1] < min(60, 0.6 * width) and not draft.text.endswith(",")
    apart = short or "," not in draft.text[-25:]
    if apart and lists_names(line.text) and lists_names(draft.text):
        return False  # one name a line
    ended = bool(_ENDS.search(draft.text[-_NEAR:]))
    if "," in line.text and not ended and draft.text.count(",") > 1:
        return not line.blank_before or spaced
    lower = line.text[:1].islower() or line.text[:1] in "(,"
    if draft.text.endswith(",") and (spaced or not line.blank_before):
        return True
    full = draft.widths[-1] >= 0.7 * width and draft.widths[-1] >= 45
    if line.blank_before and not spaced:
        return lower and full and not ended
    if lower:
        brief = draft.widths[-1] < min(45, 0.5 * width)
        brief = brief and not (_UNFINISHED.search(draft.text) or _GOES_ON.match(line.text))
        return not (draft.text.endswith(":") or (brief and not spaced))
    return full and not (ended and width > 160)


def _join(text: str, more: str) -> str:
    """Two lines as one; a hyphen goes only where it parts a word written small."""
    if re.search(r"\w-$", text[-2:]) and not re.match(r"(?:og|eller|til|samt)\b", more):
        if more[:1].islower():
            return (text[:-1] if text[-2].islower() else text) + more
        if more[:1].isdigit() or more[:1].isupper():
            return text + more
    return f"{text} {more}"


def _cells(line: _Line, row: int) -> list[_Draft]:
    parts = [clean(part) for part in line.text.strip().strip("|").split("|")]
    return [
        _Draft(BlockKind.CELL, part, line.number, line.number, row, False, [column])
        for column, part in enumerate(parts)
        if part
    ]


def _width(lines: list[_Line]) -> int:
    """The usual length of a full line."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.85)] if lengths else 0


def _finish(draft: _Draft) -> Block:
    block = Block(draft.kind, draft.text, (draft.first, draft.last), draft.level, draft.bold)
    if draft.kind is BlockKind.CELL:
        return replace(block, level=0, cell=(draft.level, draft.widths[0]))
    return block


def blocks_of_text(lines: Sequence[str]) -> tuple[Block, ...]:
    """Blocks of a text file's own lines."""
    read = _read(with_bars_by_row(with_bars(lines)))
    width, spaced = _width(read), _spaced(read)
    flat = flat_cells(lines)
    drafts: list[_Draft] = []
    row = 0
    for line in read:
        if place := flat.get(line.number):
            said = clean(line.text)
            cell = (line.number, line.number, place[0], False, [place[1]])
            drafts.append(_Draft(BlockKind.CELL, said, *cell))
            continue
        if _CELLS.match(line.text):
            drafts.extend(_cells(line, row))
            row += 1
            continue
        row = 0 if not (drafts and drafts[-1].kind is BlockKind.CELL) else row
        draft = drafts[-1] if drafts else None
        if draft and draft.kind is not BlockKind.CELL and _continues(draft, line, width, spaced):
            draft.text = _join(draft.text, line.text)
            draft.last = line.number
            draft.widths.append(len(line.text))
        else:
            drafts.append(_start(line))
    return tuple(_finish(draft) for draft in drafts)
