"""The pieces that are judged one by one: clauses of sentences, list items with their intro."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.lexicon import words
from bot.minutes.names import PARTICLE, UPPER, lists_names
from bot.minutes.places import Places
from bot.minutes.sections import HEADER, Passage, Role, role_of
from bot.minutes.sentences import Stretch, sentences
from bot.minutes.tables import Row, action_rows
from bot.minutes.tails import tails
from bot.minutes.verb_classes import meanings

#: who a clause of its own may begin with: 'Ove Stampe', 'Ida og Bo', 'vi andre', 'medlemmerne'
_NAMED_SUBJECT = (
    rf"[{UPPER}][\wæøåé.-]*(?:\s(?:{PARTICLE}\s){{0,2}}[{UPPER}][\wæøåé.-]*)*"
    rf"(?:\s(?:og|\+|&)\s[{UPPER}]\w+(?:\s(?:{PARTICLE}\s){{0,2}}[{UPPER}]\w+)*)?"
)
_OTHER_SUBJECT = (
    r"(?:jeg|vi|de|han|hun|alle|man|begge|resten|hver)(?:\s(?:andre|to|tre|øvrige|enkelte|selv))?"
    r"|(?:de[nt]?\s(?:\w+e\s)?)?(?!(?:inden|noget|meget|andet|siden)\b)[a-zæøå]{3,}(?:en|et|ne)"
)
#: ends like a verb in the present and is none
_NO_VERB = r"(?!(?:der|for|over|under|efter|eller|her|hvor|når|især|siger|mener|synes)\b)"
_ACTS = rf"\s+{_NO_VERB}[a-zæøå]{{2,}}r\b(?!\s(?:og|eller)\b)"
_IS_DONE = rf"\s+{_NO_VERB}[a-zæøå]{{3,}}es\b"
_CUT = re.compile(
    rf";\s+|\s[–—-]\s+(?={_NAMED_SUBJECT}\s+\w+r\b)"
    rf"|,?\s+(?:og|samt|men|mens)\s+(?=(?:{_NAMED_SUBJECT}|{_OTHER_SUBJECT})(?:{_ACTS}|{_IS_DONE}))"
    rf"|,\s+(?=(?:{_NAMED_SUBJECT}|{_OTHER_SUBJECT}){_ACTS})"
    rf"|,\s+(?=(?:hvorefter|som)\s(?:{_NAMED_SUBJECT}|{_OTHER_SUBJECT})(?:{_ACTS}|{_IS_DONE}))"
    rf"|,?\s+(?:og|samt|men)\s+(?=(?:der|derefter|så)\s+(?:skal|{_NO_VERB}[a-zæøå]+(?:es|r))\b)"
    rf"|,\s+(?:og\s+)?(?=(?:så|derefter|herefter|bagefter|indtil\sda)\s+{_NO_VERB}[a-zæøå]+r"
    rf"\s(?:{_NAMED_SUBJECT}|{_OTHER_SUBJECT})\b)"
)  # fmt: skip
_VERB = re.compile(rf"(?<![\w-])(?!{PARTICLE}\s[{UPPER}])[a-zæøå]{{2,}}(?:[rs]|ede|te)(?![\w-])")
#: characters of a clause; what is longer is a list or a page run together
_LONGEST = 1200
_SKIPPED = HEADER | {Role.AGENDA, Role.ATTACHMENT}
#: some words before and after a verb
_TOLD = re.compile(r"^\w\S*\s.*(?:\b(?:skal|vil)|[a-zæøå]{2}(?:r|es))\s+\w+", re.DOTALL)
_TICK = re.compile(r"^[\s>*+•-]*\[[xX✓]\]")
_OPEN_INTRO = re.compile(r"\b(?:til|om|med|for|af|på|hos|ved)\s*:$")
_LAST_WORDS = re.compile(r"([a-zæøå]+)(?:\s+([a-zæøå]+))?\s*:$")
_RESPONSIBLE = re.compile(
    r"^\W*(?:ansvarlig\w*|ansv|hvem|tovholder|ejer)\s*[:.]\s*(?P<who>.{2,60})$", re.IGNORECASE
)
_TIME_LIMIT = re.compile(
    r"^\W*(?:frist|deadline|hvornår|senest)\s*:\s*(?P<when>.{2,40})$", re.IGNORECASE
)


@dataclass(frozen=True)
class Unit:
    """One clause with everything known of where it stands."""

    text: str
    lines: tuple[tuple[int, int], ...]
    passage: Passage
    #: the sentence that it is part of
    sentence: str
    #: how far down the document, 0 to 1
    depth: float
    #: what stands right before it in the same passage
    before: str = ""
    #: responsible and time limit from a column or a line of their own
    who: str | None = None
    when: str | None = None
    from_table: bool = False


def _pieces(sentence: Stretch) -> Iterator[Stretch]:
    """The clauses of a sentence that can stand alone."""
    start = 0
    for cut in _CUT.finditer(sentence.text):
        left = sentence.text[start : cut.start()]
        if cut.start() - start < 8 or not _VERB.search(left):
            continue
        yield Stretch(sentence.text[start : cut.start()], sentence.start + start)
        start = cut.end()
    yield Stretch(sentence.text[start:], sentence.start + start)


def _offset(block: Block, text: str) -> int:
    return max(0, block.text.find(text[:60]))


def _of_passage(
    passage: Passage, text: Sequence[str], total: int, above: Passage | None
) -> Iterator[Unit]:
    places = Places(passage.block, text)
    shift = _offset(passage.block, passage.text)
    before = ""
    for sentence in sentences(passage.text):
        for piece in _pieces(sentence):
            lines = places.lines(shift + piece.start, shift + piece.end)
            said, where = piece.text.removeprefix("[ ] ")[:_LONGEST], [lines]
            if passage.intro and above is not None and not _finite(said):
                said = f"{passage.intro} {said}"
                where.insert(0, above.block.lines)
            yield Unit(said, tuple(where), passage, sentence.text, lines[0] / max(1, total), before)
            before = piece.text


def _ticked(passage: Passage, text: Sequence[str]) -> bool:
    """Is it a box of a list, ticked off: '- [x] Kaffe købt'?"""
    return bool(_TICK.match(text[passage.block.lines[0] - 1]))


def _told_below(passage: Passage, text: Sequence[str], total: int) -> Iterator[Unit]:
    """Sentences that run on after what belongs to the head: 'Dato: 3. maj. Ida spørger skolen.'"""
    for at, unit in enumerate(_of_passage(passage, text, total, None)):
        listing = lists_names(unit.text) or unit.text.count(",") > 3
        if at and _TOLD.search(unit.text) and _finite(unit.text) and not listing:
            yield unit


def _finite(text: str) -> bool:
    """Does a list item say its own verb?"""
    small = re.sub(r"(?:^|[:.–-]\s)\w", lambda first: first.group().lower(), text)
    said = re.findall(r"\w+", small)
    return bool(
        re.search(r"\b(?:skal|vil|kan|bør|må|er|har|blev|bliver)\b|\b[a-zæøå]{4,}(?:er|es)\b", text)
        or any(form in ("present", "passive") for _, form in meanings(said))
    )


def _unfinished(intro: str) -> bool:
    """Does a line with a colon need its list to say what is done: 'Sekretariatet sender:'?"""
    last = _LAST_WORDS.search(intro)
    verbs = words("verbs", "human")
    acts = last is not None and not verbs.isdisjoint(last.groups())
    return acts or bool(_OPEN_INTRO.search(intro))


def _gather(passages: Sequence[Passage], at: int) -> list[Passage]:
    """The list items that stand under the intro at `at`."""
    found: list[Passage] = []
    for passage in passages[at + 1 :]:
        if passage.intro != passages[at].text or passage.is_title:
            break
        found.append(passage)
    return found


def _as_one(intro: Passage, items: Sequence[Passage], total: int) -> Unit:
    """'Sekretariatet sender:' and its bullets, read as one sentence."""
    said = " ".join([intro.text, "; ".join(item.text.strip(" .;") for item in items)])
    lines = (intro.block.lines[0], items[-1].block.lines[1])
    return Unit(said, (lines,), intro, said, lines[0] / max(1, total))


def _row_unit(row: Row, total: int) -> Unit:
    return Unit(
        row.what, (row.lines,), row.passage, " ".join((row.what, row.status)),
        row.lines[0] / max(1, total), who=row.who or None, when=row.when or None, from_table=True,
    )  # fmt: skip


def units(passages: Sequence[Passage], text: Sequence[str]) -> list[Unit]:
    """Every clause that could be a follow-up, in the order of the document."""
    total = len(text)
    rows, in_table = action_rows(passages)
    found: list[Unit] = [_row_unit(row, total) for row in rows if not row.is_done]
    alone = tails(passages)
    listed = " ".join(p.text for p in passages if p.role in HEADER)
    known = frozenset(re.findall(r"\w+", listed))
    skip = -1
    above: Passage | None = None
    for at, passage in enumerate(passages):
        if passage.intro is None or (above and above.text != passage.intro):
            above = passage
        if at <= skip or passage.block.lines[0] in in_table or _ticked(passage, text):
            continue
        if passage.role in _SKIPPED:
            if passage.role in HEADER:
                found += _told_below(passage, text, total)
            continue
        said = passage.block.text
        if found and (tail := _RESPONSIBLE.match(said) or _action_by(said)):
            found[-1] = _with_tail(found[-1], passage, who=tail["who"])
            continue
        if at in alone:
            found[-1] = _with_tail(found[-1], passage, **alone[at])
            continue
        if at + 1 in alone and not _says_something(passage, known) and passage.is_title:
            found += _of_passage(passage, text, total, None)
            continue
        if found and (tail := _TIME_LIMIT.match(passage.block.text)):
            found[-1] = _with_tail(found[-1], passage, when=tail["when"])
            continue
        if passage.text.endswith(":") and _unfinished(passage.text):
            items = _gather(passages, at)
            if items and not any(_finite(item.text) and len(items) > 3 for item in items):
                found.append(_as_one(passage, items, total))
                skip = at + len(items)
                continue
        if passage.is_title and (head := _head_of_names(passages, at)):
            found.append(_as_one(head, [passage], total))
            continue
        if passage.is_title and not _says_something(passage, known):
            continue
        for unit in _of_passage(passage, text, total, above if passage.intro else None):
            tail = _RESPONSIBLE.match(unit.text) or _action_by(unit.text)
            if tail and found and found[-1].passage is passage:
                found[-1] = _with_tail(found[-1], passage, who=tail["who"].strip(" ."))
            else:
                found.append(unit)
    return sorted(found, key=lambda unit: unit.lines[-1])


_ACTION_BY = re.compile(
    r"^\W*(?:action|aktion|handling|opgave)\s*[:.]?\s+(?P<who>.{2,50})$", re.IGNORECASE
)


def _action_by(text: str) -> re.Match[str] | None:
    """'Action: Bo og Ida' names who is to do what stands above."""
    match = _ACTION_BY.match(text)
    return match if match and lists_names(match["who"].strip(" .")) and len(text) < 50 else None


def _head_of_names(passages: Sequence[Passage], at: int) -> Passage | None:
    """The line with a colon above a line that only names who: 'Oprydning:', 'Ylva/Cemal'."""
    head = passages[at - 1] if at else None
    if head is None or not head.is_title or not head.text.endswith(":"):
        return None
    said = re.sub(r"\s*(?:[/&+]|\bog\b)\s*", ", ", passages[at].text.strip(" ."))
    several = "," in said and ":" not in said and len(said) < 50
    return head if several and lists_names(said) else None


def _says_something(title: Passage, known: frozenset[str]) -> bool:
    """A short line that looks like a heading but holds a verb or a name of its own."""
    if title.block.kind is BlockKind.HEADING or title.text.endswith(":"):
        return False
    if role_of(title.text) is not None:  # 'Beslutninger / opfølgning' looks like 'Kaffe / Bo'
        return False
    who, colon, _ = title.text.partition(": ")
    by_name = bool(colon) and all(
        name in known for name in re.split(r"\s*(?:[/&+,]|\bog\b)\s*", who)
    )
    return _finite(title.text) or by_name or bool(_NAMED.search(title.text))


#: 'Kaffe: Bo', 'Kaffe (Bo)'
_NAMED = re.compile(r"[\w.]\s*(?::\s+|\(|\s/\s?)[A-ZÆØÅ]?\w+(?:\s?(?:,|/|og|\+)\s?\w+){0,2}\)?\s*$")


def _with_tail(
    unit: Unit, passage: Passage, who: str | None = None, when: str | None = None
) -> Unit:
    lines = (*unit.lines[:-1], (unit.lines[-1][0], passage.block.lines[1]))
    return Unit(
        unit.text, lines, unit.passage, unit.sentence, unit.depth, unit.before,
        who or unit.who, when or unit.when, unit.from_table,
    )  # fmt: skip
