"""A reply cut into clauses: what belongs together, which items each names, which dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handlers.replies.dates import Dated, When
from handlers.replies.items import Marked
from handlers.replies.lexicon import anywhere

_ABBREVIATION = re.compile(
    r"(?i)\b(nr|pkt|d|kl|ca|evt|fx|f\.eks|mht|vedr|pga|ift|bl\.a|m\.fl|m\.v|mv|jf|inkl|ekskl|tlf"
    r"|dvs|p\.t|pt"
    r"|st|hr|fr|afd|stk|min|maks|t\.o\.m|m\.m|osv|red|sml|ad)\.(?=\s*\w)"
)
_LABEL = re.compile(r"(?i)\b(frist\w*|deadline|dato(?:en)?|slutdato|udsættelse|til):\s*")
_FIELD = re.compile(
    r"(?im)^(?:min )?(?:status|svar|kommentar|bemærkning|opdatering|re"
    r"|sv):\s*(?=\S)"
)
_SENTENCE = re.compile(r"(?P<end>[.!?…]+)(?=\s|$|[A-ZÆØÅ])|\n+|;\s*")
_WORDS_BETWEEN = re.compile(
    r"(?i)\s*,\s*(?P<and>men |og |så |mens |for |and |but )?|\s+[–-]+\s+|\s*–\s*|\s*(?::)\s+"
    r"|\s+(?P<bare>men|mens|hvorimod|but) "
    r"|\s+(?P<og>og|så|samt|and) (?=(?:jeg|I |I'm|it|den|det|de|vi|⟦i|udsæt|udskyd|skub"
    r"|ryk|har|kan|spørg|stop|forventer|venter|afventer"
    r"|bliver|skal|regner|er |når|vil|mangler|ikke |kontakt|opgaven|fortryd|satser|tager|går))"
)
_REASON = re.compile(
    r"(?i)[\s,]+(?:fordi|idet|eftersom|pga\.?|på grund af|grundet|for at|since|because"
    r"|da)\s+(?=\S)|\s*\((?=[^)]*\))"
)
_OPENS_REASON = re.compile(r"(?i)^(?:fordi|da|idet|eftersom|grundet|pga\.?|på grund af|because)\s")
_CONTRAST = re.compile(r"(?i)^(?:men|dog|bortset|undtagen|mens|hvorimod|but)\b")
_ITEM = re.compile(r"⟦i(\d+)⟧")
_AND = re.compile(r"(?i)\s+(?:og|samt|and)\s+(?=\S)")
_ENDS_IN_AND = re.compile(r"(?i)\s+(?:og|samt|and)$")
_DATE = re.compile(r"⟦d(\d+)⟧")


@dataclass(frozen=True)
class Clause:
    """A piece of a reply that says one thing."""

    text: str
    #: which sentence it stands in
    sentence: int
    #: the numbers of the items it names; None where it names none, empty where they do not exist
    items: tuple[int, ...] | None
    dates: tuple[When, ...]
    asks: bool = False
    #: it says why, not what
    is_reason: bool = False
    #: it takes back something of what was said before
    is_contrast: bool = False


def cut(marked: Marked, dated: Dated) -> tuple[Clause, ...]:
    """Cut a text with marked dates and items into clauses."""
    text = _ABBREVIATION.sub(r"\1", marked.text)
    text = _LABEL.sub(r"\1 ", _FIELD.sub("", text))
    clauses: list[Clause] = []
    for number, (sentence, end) in enumerate(_sentences(text)):
        pieces = _pieces(sentence)
        for position, (piece, is_reason, is_contrast) in enumerate(pieces):
            asks = "?" in end and (position == len(pieces) - 1 or len(pieces) == 1)
            clause = Clause(piece, number, None, (), asks, is_reason, is_contrast)
            clauses += [_with_marks(one, marked, dated) for one in _between_items(clause)]
    return tuple(clauses)


def _sentences(text: str) -> list[tuple[str, str]]:
    found, start = [], 0
    for match in _SENTENCE.finditer(text):
        found.append((text[start : match.start()], match["end"] or ""))
        start = match.end()
    found.append((text[start:], ""))
    # a lone "?" is a question of its own
    return [(words.strip(), end) for words, end in found if words.strip(" ,:–-") or "?" in end]


def _pieces(sentence: str) -> list[tuple[str, bool, bool]]:
    pieces: list[tuple[str, bool, bool]] = []
    start, contrast = 0, False
    marks = list(_WORDS_BETWEEN.finditer(sentence))
    for match in (*marks, None):
        piece = sentence[start : match.start() if match else len(sentence)]
        head, *reasons = _REASON.split(piece)
        opens = contrast or bool(_CONTRAST.match(head.strip()))
        if head.strip(" ,:–-()"):
            pieces.append((head.strip(" ,:–-"), bool(_OPENS_REASON.match(head.strip())), opens))
        pieces += [(reason.strip(" ,:–-)"), True, False) for reason in reasons]
        if match:
            start = match.end()
            word = next((match[name] for name in ("and", "bare", "og") if match[name]), "")
            contrast = word.strip().lower() in ("men", "mens", "hvorimod", "but")
    return [piece for piece in pieces if piece[0]]


def _between_items(clause: Clause) -> Sequence[Clause]:
    """Cut before a second item: "⟦i0⟧ færdig ⟦i1⟧ udsæt …"; items in one list stay together."""
    text, cuts = clause.text, [0]
    for before, later in pairwise(_ITEM.finditer(text)):
        joint = _AND.search(text, before.end(), later.start())
        if joint and _says(text[cuts[-1] : joint.start()], text[joint.end() : later.start()]):
            cuts.append(joint.end())  # "færdig med ⟦i0⟧ og i gang med ⟦i1⟧"
        elif _says(text[before.end() : later.start()]) and _starts_anew(text[later.end() :]):
            cuts.append(later.start())
    pieces = [text[start:end].strip(" ,:–-") for start, end in pairwise([*cuts, len(text)])]
    return [replace(clause, text=_ENDS_IN_AND.sub("", piece)) for piece in pieces]


def _says(*pieces: str) -> bool:
    """Whether there is a verb in each."""
    return all(anywhere("any_verb").search(piece) for piece in pieces)


def _starts_anew(rest: str) -> bool:
    return bool(re.match(r"[\s:).-]*\w|\s*⟦d", rest))


def _with_marks(clause: Clause, marked: Marked, dated: Dated) -> Clause:
    named = [marked.items[int(number)] for number in _ITEM.findall(clause.text)]
    items = tuple(dict.fromkeys(item for group in named for item in group))
    if any(not group for group in named):
        items = ()
    dates = tuple(dated.dates[int(number)] for number in _DATE.findall(clause.text))
    return replace(clause, items=items if named else None, dates=dates)
