"""What the first sentences of minutes tell of who was there: 'Vi var Bo, Ida og jeg.'"""

import re
from collections.abc import Iterator, Sequence

from bot.domain.meetings import Attendance
from bot.minutes import runs
from bot.minutes.listed import Listed
from bot.minutes.names import NAME, is_name, lists_names
from bot.minutes.people import people_in
from bot.minutes.sections import Passage
from bot.minutes.sentences import sentences

#: passages that can tell it
_NEAR = 14
_WERE = re.compile(
    r"^\W*(?:vi (?:var|mødtes|er)|der (?:var|mødte)|med(?: var)?|mødt(?:e|e op)?|fremmødte?|deltog"
    r"|(?:til ?stede|mødt|fremmødte?|deltagere|her)(?: (?:var|er))?"
    r"|alle(?: (?:var )?(?:mødt|til ?stede|med))?|hele bestyrelsen|bestyrelsen)\s*:?\s+"
    rf"(?P<names>\(?(?:fru |hr\.? )?(?:alle )?{NAME.pattern}.*)$",
    re.IGNORECASE | re.DOTALL,
)
_CAME = re.compile(
    r"^\W*(?P<names>.{5,200}?)\s+(?:var (?:der|mødt(?: op)?|til ?stede|med|samlet)|mødte(?: op)?"
    r"|mødt|deltog)\W*$", re.DOTALL
)  # fmt: skip
_AWAY = re.compile(
    r"^\W*(?:desværre )?(?P<names>.{2,160}?)\s+(?:(?:var |er )?(?:syge?|forhindrede?|bortrejst"
    r"|fraværende)|er på|var på|(?:havde|har) (?:(?:meldt|sendt|haft) )?(?:afbud|forfald|fra)\b"
    r"|(?:sendte|meldte) (?:afbud|forfald|fra)\b|(?:var|er) ikke (?:til ?stede|med|mødt|der)\b"
    r"|kom ikke|kunne ikke (?:komme|deltage|være med)|(?:mødte|deltog) ikke|til eksamen)"
    r"(?P<rest>.{0,60})$", re.DOTALL
)  # fmt: skip
#: 'og mig (Bo Krag) der skriver'
_WRITER = re.compile(
    r"\b(?:jeg|mig|undertegnede)\b(?:\s*(?:\((?P<name>[^)]{2,40})\)|,? (?P<bare>"
    + NAME.pattern
    + r")))?"
)
_WRITING = re.compile(r"\s+(?:der|som) (?:skriver|skrev|tog referat|tager referat)\b")

#: words of a list of those there
_LISTS = re.compile(r"(?i)\b(?:til ?stede|deltag|fremmødt|mødt|vi var|afbud|var der|var med)")


def told(passages: Sequence[Passage]) -> Iterator[Listed]:
    """Those of whom the opening says in a sentence that they were there, or were not."""
    for passage in passages[:_NEAR]:
        if passage.block.cell is not None or len(passage.text) > 1500:
            continue
        if passage.item is not None and not _LISTS.search(passage.text):
            continue
        for sentence in list(sentences(passage.text))[:8]:
            yield from _in_sentence(sentence.text)


def alone(passages: Sequence[Passage]) -> Iterator[Listed]:
    """Names that stand on lines of their own at the top, with no label over them."""
    lines = [p for p in passages[:_TOP] if p.block.cell is None]
    for passage in lines:
        parts = _parts(passage.text)
        if (len(parts) > 2 and all(map(is_name, parts)) and passage.text.count(",") > 1
                and not re.search(r"\d|:", passage.text)):  # fmt: skip
            yield from people_in(passage.text, Attendance.PRESENT, own_line=False)
            return
    run: list[Passage] = []
    for passage in lines:
        described = _DESCRIBED.match(passage.text)
        plain = run and is_name(passage.block.text) and len(passage.text.split()) > 1
        if (described and is_name(described["name"].strip(" ."))) or plain:
            run.append(passage)
        elif len(run) > 1:
            break
        else:
            run = []
    if len(run) > 1:
        for passage in run:
            yield from people_in(passage.text, Attendance.PRESENT, own_line=True)


#: passages that can be the top
_TOP = 10
#: 'Bo Krag (formand)'
_DESCRIBED = re.compile(r"^(?P<name>[^(),:]{2,40}?)\s*\([^()]{2,50}\)\W*$")


def _in_sentence(text: str) -> Iterator[Listed]:
    if away := _AWAY.match(text):
        names = away["names"].strip(" ,:")
        if lists_names(names) and all(map(_is_somebody, _parts(names))):
            yield from people_in(names, Attendance.ABSENT, own_line=False)
        return
    match = _WERE.match(text) or _CAME.match(text)
    if match is None:
        return
    names = _plain(match["names"])
    parts = _parts(names)
    if parts and sum(map(is_name, parts)) >= 0.7 * len(parts) and is_name(parts[0]):
        yield from people_in(names, Attendance.PRESENT, own_line=False)


def _is_somebody(name: str) -> bool:
    """A name, and no 'Bedømmerne' or 'Tilsynet'."""
    return is_name(name) and (" " in name or not re.search(r"(?:erne|ene|et|folk)$", name))


def _plain(names: str) -> str:
    """The list without its wrapping and without 'jeg'."""
    names = _WRITING.sub("", runs.plain(names))
    names = _WRITER.sub(lambda match: match["name"] or match["bare"] or "", names)
    return re.sub(r"(?:,|\bog|\bsamt)\s*(?=[.,]|$)", "", names).strip(" .,:")


#: 'Bo Krag fmd.'
_OFFICE = re.compile(
    r"\s+(?:næst)?(?:fmd|formand|form|kass|kasserer|ref|referent|sekr|sekretær|suppl)\.?\s*$"
)


def _parts(names: str) -> list[str]:
    bare = re.sub(r"\([^)]*\)?", "", names)
    parts = (_OFFICE.sub("", part).strip(" .") for part in re.split(r",|;|\s(?:og|samt|&)\s", bare))
    return [part for part in parts if part]
