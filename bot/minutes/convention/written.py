"""Finds what a document has in the agreed form, by its looks, and parts it from the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.minutes.convention import who
from bot.minutes.lexicon import fold
from bot.minutes.sections import Passage, sections

_LINE = re.compile(
    r"^[\W\d]*(?:[a-zæøå]{1,3}[.)]\s+)?opfølgning(?:spunkt|er)?\s*(?:nr\.?\s*)?\d{0,2}\s*\W?(?::|[–—]|-\s)\W{0,3}(?P<said>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_GROUP = re.compile(
    r"^[\W\d]*(?:[a-zæøå]{1,3}[.)]\s+)?arbejdsgruppe\s*\W?(?::|[–—]|-\s)\W{0,3}(?P<said>.+)$",
    re.IGNORECASE | re.DOTALL,
)
GROUP_KEY = re.compile(
    r"(?:^|\s*[–—;,.|(]\s*|\s+-{1,2}\s*|\s)(?P<key>tovholdere?|gruppeleder|indkalder|deltagere?"
    r"|medlemm(?:er)?|måske|muligvis|evt\.?|åben(?: for (?:flere|alle))?|lukket|ikke åben|søger "
    r"(?:flere )?(?:deltagere|medlemmer)|kontakt(?:person)?|tilmelding(?: til)?|frist|senest"
    r"|deadline)(?![\w-])\s*(?:er\b\s*)?:?\s*", re.IGNORECASE
)  # fmt: skip
_INSIDE = re.compile(r"(?<=[\w.!?)])\s+(?=(?:Opfølgning|Arbejdsgruppe):\s)")
_VERB = re.compile(
    r"(?!(?:der|her|hver|efter|eller|over|under|især|per)\b)"
    r"(?:skal|vil|kan|må|at|er|har|får|går|står|[a-zæøå]+(?:er|ør|yr|år|es))[,:]?"
)
_HAPPENS = re.compile(r"(?:[a-zæøå]{3,}es|bliver|blev|er|har)[,:]?")
_PLACEHOLDER = re.compile(r"\[[^\]]*[a-zæøåA-ZÆØÅ][^\]]*\]")
_GUIDANCE = re.compile(r"^\W*vejledning\s*:", re.IGNORECASE)
_DONE = re.compile(
    r"^\W*(?:ok|udført|afsluttet|færdig\w*|gjort|lukket|gennemført|løst|klaret|bortfaldet|udgår)\b",
    re.IGNORECASE,
)
_HEAD = {"hvem", "hvad", "hvornår"}


@dataclass(frozen=True)
class Said:
    """One line: the words after its first word, parted where the owners end."""

    who: str
    act: str
    #: an active verb follows the owners, so that both together are the sentence
    is_sentence: bool
    passage: Passage


@dataclass(frozen=True)
class Row:
    """One row of a table Hvem – Hvad – Hvornår."""

    who: str
    what: str
    when: str
    lines: tuple[int, int]
    passage: Passage


@dataclass(frozen=True)
class Written:
    """All that stands in the agreed form."""

    said: tuple[Said, ...] = ()
    groups: tuple[Passage, ...] = ()
    rows: tuple[Row, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.said or self.groups or self.rows)


def apart(given: Sequence[Passage]) -> tuple[tuple[Passage, ...], Written]:
    """The passages in the agreed form, and the others read anew without them."""
    passages = [part for passage in given for part in _run_on(passage)]
    lines = [p for p in passages if p.block.cell is None and _LINE.match(p.block.text)]
    groups = [p for p in passages if p.block.cell is None and _is_group(p)]
    rows, in_tables = _tables(passages)
    said = [_parted(passage) for passage in lines]
    begun = _begun(passages) if said else frozenset()
    if not (groups or rows or any(_is_sure(one, begun) for one in said)):
        return tuple(given), Written()
    taken = {id(passage) for passage in (*lines, *groups, *in_tables)}
    kept = [p.block for p in passages if id(p) not in taken and not _GUIDANCE.match(p.block.text)]
    filled = tuple(one for one in said if not _PLACEHOLDER.search(one.who + one.act))
    named = tuple(p for p in groups if not _PLACEHOLDER.search(p.block.text))
    return sections(kept), Written(filled, named, tuple(rows))


def _begun(passages: Sequence[Passage]) -> frozenset[str]:
    """What stands as a name outside the lines that are in question."""
    others = [p.block.text for p in passages if not _LINE.match(p.block.text)]
    return who.begun_names("\n".join(others))


def _run_on(passage: Passage) -> list[Passage]:
    """A line that a format has joined to the one before stands by itself again."""
    texts = _INSIDE.split(passage.block.text) if passage.block.cell is None else []
    if len(texts) < 2:
        return [passage]
    return [replace(passage, text=t, block=replace(passage.block, text=t)) for t in texts]


def group_text(passage: Passage) -> str:
    """The words after 'Arbejdsgruppe:'."""
    match = _GROUP.match(passage.block.text)
    return match["said"] if match else ""


def _is_group(passage: Passage) -> bool:
    text = group_text(passage)
    key = GROUP_KEY.search(text)
    return bool(key and key.start() > 1)


def _parted(passage: Passage) -> Said:
    match = _LINE.match(passage.block.text)
    text = " ".join(match["said"].split()) if match else ""
    return (
        _before_sign(text, ":", passage)
        or _before_verb(text, passage)
        or _before_sign(text, "[–—-]{1,2}", passage)
        or Said("", text, False, passage)
    )


def _before_sign(text: str, sign: str, passage: Passage) -> Said | None:
    """'Bo Krag: sender listen', 'Bo Krag – sender listen'"""
    between = r"\s*:\s+" if sign == ":" else rf"\s+{sign}\s+"
    head = re.match(rf"(?P<who>[^:–—]{{1,90}}?){between}(?P<act>\S.*)$", text)
    if head and all(map(who.is_party, who.parts(head["who"]))):
        return Said(head["who"], head["act"], False, passage)
    return None


def _before_verb(text: str, passage: Passage) -> Said | None:
    """'Bo Krag sender listen', 'Bo Krag at sende listen'"""
    tokens = text.split()
    for count in range(1, min(len(tokens), 16)):
        before = " ".join(tokens[:count])
        listed = who.parts(before)
        if not _VERB.fullmatch(tokens[count]) or not listed or _is_thing(tokens, count):
            continue
        if all(map(who.is_party, listed)):
            told = tokens[count] != "at"
            act = " ".join(tokens[count if told else count + 1 :])
            return Said(before, act, told, passage)
    return None


def _is_thing(tokens: Sequence[str], count: int) -> bool:
    """'Listen sendes', 'Planen bliver revideret': what is done, not who does it."""
    return tokens[count].endswith("es") and count == 1 and not who.is_nobody(tokens[0])


def _is_sure(said: Said, begun: frozenset[str]) -> bool:
    listed = who.parts(said.who)
    if len(listed) == 1 and _HAPPENS.match(said.act) and len(listed[0].split()) == 1:
        return False
    return bool(listed) and all(who.is_surely_party(part, begun) for part in listed)


def _tables(passages: Sequence[Passage]) -> tuple[list[Row], list[Passage]]:
    """The rows of every table whose head is Hvem, Hvad and Hvornår in any order."""
    rows: list[Row] = []
    taken: list[Passage] = []
    columns: dict[str, int] = {}
    last = -1
    for number, group in groupby(passages, key=lambda p: p.block.cell and p.block.cell[0]):
        cells = list(group)
        if number is None or number <= last:
            columns = {}
        last = -1 if number is None else number
        if number is None:
            continue
        at = {fold(p.block.text): p.block.cell[1] for p in cells if p.block.cell}
        if at.keys() >= _HEAD:
            columns, head = at, True
        else:
            head = False
        if columns:
            taken += cells
        if columns and not head and (row := _row(cells, columns)):
            rows.append(row)
    return rows, taken


def _row(cells: Sequence[Passage], columns: dict[str, int]) -> Row | None:
    def of(name: str, between: str = " ") -> str:
        column = columns.get(name, -1)
        return between.join(
            p.block.text for p in cells if p.block.cell and p.block.cell[1] == column
        )

    what, when = of("hvad"), of("hvornår")
    text = " ".join(passage.block.text for passage in cells)
    is_done = _DONE.match(of("status")) or _DONE.match(when)
    if not what or is_done or _PLACEHOLDER.search(text):
        return None
    lines = (cells[0].block.lines[0], cells[-1].block.lines[1])
    whole = replace(cells[0], text=text)
    return Row(of("hvem", ", "), what, when, lines, whole)
