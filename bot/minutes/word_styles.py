"""What a Word document's styles and lists say about its paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

HEADING = re.compile(r"(heading|overskrift)\s*(\d)", re.IGNORECASE)
TITLE = re.compile(r"(title|titel)", re.IGNORECASE)
CONTENTS = re.compile(r"(toc|indholdsfortegnelse)\s*(\d|heading|overskrift)", re.IGNORECASE)
BULLETS = re.compile(r"(list bullet|opstilling[ -]punkttegn|punktopstilling)", re.IGNORECASE)
OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class ParagraphStyle:
    """What one style gives to its paragraphs, its parents' share counted in."""

    name: str = ""
    heading: int | None = None
    bold: bool = False
    list_id: str = ""
    list_level: int = 0

    @property
    def is_contents(self) -> bool:
        return CONTENTS.match(self.name) is not None

    @property
    def is_bullet(self) -> bool:
        return BULLETS.match(self.name) is not None

    @property
    def depth(self) -> int:
        """'List Bullet 2' stands one level in."""
        return max(int(digit[0]) - 1, 0) if (digit := re.search(r"\d$", self.name)) else 0


@dataclass
class ListLevel:
    """How one level of a list is numbered."""

    form: str = "bullet"
    text: str = ""
    start: int = 1


@dataclass
class Lists:
    """The numbering of a document, and how far each list has counted."""

    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # list id → its kind of list
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_id: str, level: int) -> str | None:
        """The next number of a list, '' for a bullet, None when there is no such list."""
        kind = self.kinds.get(list_id)
        form = self.levels.get(kind, {}).get(level) if kind is not None else None
        if kind is None or form is None:
            return None
        if form.form == "bullet":
            return ""
        counts = self.counts.setdefault(kind, {})
        if (restart := self.restarts.pop((list_id, level), None)) is not None:
            counts[level] = restart
        else:
            counts[level] = counts.get(level, form.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda at: self._number(kind, int(at[1]) - 1), form.text).strip()

    def _number(self, kind: str, level: int) -> str:
        form = self.levels[kind].get(level, ListLevel())
        return _written(self.counts[kind].get(level, form.start), form.form)


def read_styles(root: ElementTree.Element | None) -> dict[str, ParagraphStyle]:
    """Styles by id; the default style also under ''."""
    if root is None:
        return {}
    given = {_value(node, "styleId"): node for node in _each(root, "style")}
    styles = {name: _style(name, given) for name in given}
    for name, node in given.items():
        if _value(node, "type") == "paragraph" and _value(node, "default") not in {"", *OFF}:
            styles[""] = styles[name]
    return styles


def _style(name: str, given: dict[str, ElementTree.Element]) -> ParagraphStyle:
    """One style; it inherits what it does not say itself."""
    own = ""
    heading: int | None = None
    bold: bool | None = None
    list_id, level = "", 0
    seen: set[str] = set()
    while name in given and name not in seen:
        seen.add(name)
        node = given[name]
        label = _value(_first(node, "name"), "val")
        own = own or label
        if heading is None:
            heading = _heading(label, node)
        if bold is None and (mark := _first(node, "rPr", "b")) is not None:
            bold = _value(mark, "val") not in OFF
        if not list_id:
            list_id = _value(_first(node, "pPr", "numPr", "numId"), "val")
            level = _whole(_value(_first(node, "pPr", "numPr", "ilvl"), "val"))
        name = _value(_first(node, "basedOn"), "val")
    return ParagraphStyle(own, heading, bool(bold), list_id, level)


def _heading(label: str, node: ElementTree.Element) -> int | None:
    if found := HEADING.match(label):
        return max(int(found[2]) - 1, 0)
    if TITLE.fullmatch(label):
        return 0
    outline = _value(_first(node, "pPr", "outlineLvl"), "val")
    return _whole(outline) if outline and _whole(outline) < 9 else None


def read_lists(root: ElementTree.Element | None) -> Lists:
    """Lists by id with their levels."""
    lists = Lists()
    if root is None:
        return lists
    for node in _each(root, "abstractNum"):
        lists.levels[_value(node, "abstractNumId")] = {
            _whole(_value(level, "ilvl")): ListLevel(
                _value(_first(level, "numFmt"), "val") or "decimal",
                _value(_first(level, "lvlText"), "val"),
                _whole(_value(_first(level, "start"), "val"), 1),
            )
            for level in _each(node, "lvl")
        }
    for node in _each(root, "num"):
        list_id = _value(node, "numId")
        lists.kinds[list_id] = _value(_first(node, "abstractNumId"), "val")
        for override in _each(node, "lvlOverride"):
            if start := _value(_first(override, "startOverride"), "val"):
                lists.restarts[list_id, _whole(_value(override, "ilvl"))] = _whole(start, 1)
    return lists


def _written(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 40:
        roman = "x" * (number // 10)
        roman += ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
        return roman if form == "lowerRoman" else roman.upper()
    return "" if form == "none" else str(number)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _each(node: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (child for child in node if _local(child.tag) == name)


def _first(node: ElementTree.Element, *path: str) -> ElementTree.Element | None:
    found: ElementTree.Element | None = node
    for name in path:
        if found is None:
            return None
        found = next(_each(found, name), None)
    return found


def _value(node: ElementTree.Element | None, name: str) -> str:
    if node is None:
        return ""
    return node.get(name, "")


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
