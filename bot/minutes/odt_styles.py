"""What an OpenDocument text's styles say about its paragraphs, words and lists."""

from dataclasses import dataclass, field

from bot.minutes.word_styles import HEADING, TITLE, ListLevel, ParagraphStyle

STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
FORMS |= {"I": "upperRoman", "": "none"}
#: the numbers of headings are a list of their own
OUTLINE = "outline"
#: deeper levels are counted, but not written out
DEEPEST = 9
LEVELS = {"list-level-style-bullet", "list-level-style-image", "list-level-style-number"}
LEVELS |= {"outline-level-style"}


@dataclass
class Style:
    """What one style says itself."""

    name: str
    parent: str
    bold: bool | None = None
    hidden: bool = False


@dataclass
class Styles:
    """All styles of a document, filled while the parser calls back."""

    #: by family and name; text and paragraphs may share a name
    given: dict[tuple[str, str], Style] = field(default_factory=dict)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    _open: Style | None = None
    _list: dict[int, ListLevel] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One element of styles.xml or of the head of content.xml."""
        space, _, local = name.rpartition(" ")
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if space == STYLE and local == "style":
            shown = values.get("display-name") or values.get("name", "")
            self._open = Style(shown, values.get("parent-style-name", ""))
            self.given[values.get("family", ""), values.get("name", "")] = self._open
        elif space == STYLE and local == "text-properties" and self._open:
            self._open.bold = _weight(values.get("font-weight", ""))
            self._open.hidden = values.get("display") == "none"
        elif space == TEXT and local in {"list-style", "outline-style"}:
            key = OUTLINE if local == "outline-style" else values.get("name", "")
            self._list = self.lists.setdefault(key, {})
        elif space == TEXT and local in LEVELS and self._list is not None:
            self._add_level(self._list, local, values)

    def end(self, name: str) -> None:
        """The end of an element."""
        if name == f"{STYLE} style":
            self._open = None
        elif name in {f"{TEXT} list-style", f"{TEXT} outline-style"}:
            self._list = None

    def _add_level(self, levels: dict[int, ListLevel], local: str, values: dict[str, str]) -> None:
        level = _whole(values.get("level", "")) or 1
        if local in {"list-level-style-bullet", "list-level-style-image"}:
            levels[level - 1] = ListLevel()
            return
        form = FORMS.get(values.get("num-format", ""), "decimal")
        if level > DEEPEST or (form == "none" and local == "outline-level-style"):
            return
        shown = min(_whole(values.get("display-levels", "")) or 1, level)
        numbers = ".".join(f"%{each}" for each in range(level - shown + 1, level + 1))
        text = f"{values.get('num-prefix', '')}{numbers}{values.get('num-suffix', '')}"
        start = _whole(values.get("start-value", ""), 1)
        levels[level - 1] = ListLevel(form, text if form != "none" else "", start)

    def paragraph(self, name: str) -> ParagraphStyle:
        """One paragraph style; it inherits what it does not say itself."""
        chain = self._chain("paragraph", name)
        # Styles without a name of their own stand for formatting by hand.
        named = next((style.name for style in chain if " " in style.name), "")
        headings = (_heading(style.name) for style in chain)
        bold = next((style.bold for style in chain if style.bold is not None), False)
        heading = next((each for each in headings if each is not None), None)
        return ParagraphStyle(named, heading, bold)

    def font(self, name: str) -> Style:
        """What a style for words says of their boldness and whether they show."""
        chain = self._chain("text", name)
        bold = next((style.bold for style in chain if style.bold is not None), None)
        return Style(name, "", bold, any(style.hidden for style in chain))

    def _chain(self, family: str, name: str) -> list[Style]:
        chain: list[Style] = []
        while (style := self.given.get((family, name))) and style not in chain:
            chain.append(style)
            name = style.parent
        return chain


def _heading(name: str) -> int | None:
    if found := HEADING.match(name):
        return max(int(found[2]) - 1, 0)
    return 0 if TITLE.fullmatch(name) else None


def _weight(weight: str) -> bool | None:
    if not weight:
        return None
    return weight == "bold" or _whole(weight) >= 600


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
