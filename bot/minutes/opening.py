"""What the first sentences of minutes tell of who was there: 'Vi var Bo, Ida og jeg.'"""

import re
from collections.abc import Iterator, Sequence

from bot.domain.meetings import Attendance
from bot.minutes import runs
from bot.minutes.listed import Listed
from bot.minutes.names import NAME, UPPER, is_name, lists_names
from bot.minutes.people import people_in
from bot.minutes.sections import Passage, Role, role_of
from bot.minutes.sentences import sentences

#: passages that can tell it, and how long they are at most
_NEAR = 14
_LONG = 1500
_WERE = re.compile(
    r"^\W*(?:vi (?:var|mødtes|er)|der (?:var|mødte)|mødt(?:e|e op)?|deltog"
    r"|(?:til ?stede|mødt|fremmødte?|deltagere|her|med)(?: (?:på|hele) \w+)?(?: (?:var|er))?"
    r"|desuden|alle(?: \w+)?(?: (?:var )?(?:mødt|til ?stede|med))?|hele bestyrelsen|bestyrelsen)"
    r"\s*:?\s+"
    rf"(?P<names>\(?(?:fru |hr\.? )?(?:alle )?{NAME.pattern}.*)$",
    re.IGNORECASE | re.DOTALL,
)
#: 'På mødet hos Bo var vi fire: Bo, Ida …'
_COUNTED = re.compile(
    r"^.{0,160}?\b(?:vi var|var vi)\b[^:.]{0,30}:\s*(?P<names>.*)$", re.IGNORECASE | re.DOTALL
)
_CAME = re.compile(
    r"^\W*(?P<names>.{5,200}?)\s+(?:til ?stede|var (?:der|mødt(?: op)?|til ?stede|med|samlet)"
    r"|mødte(?: op)?|mødt|deltog)(?:,.{0,60})?\W*$", re.DOTALL
)  # fmt: skip
_AWAY = re.compile(
    r"^\W*(?:desværre )?(?P<names>.{2,160}?)\s+(?:(?:var |er )?(?:syge?|forhindrede?|bortrejst"
    r"|fraværende)|er på|var på|(?:havde|har) (?:(?:meldt|sendt|haft) )?(?:afbud|forfald|fra)\b"
    r"|(?:sendte|meldte) (?:afbud|forfald|fra)\b|(?:var|er) ikke (?:til ?stede|med|mødt|der)\b"
    r"|kom ikke|måtte melde (?:fra|afbud)|kunne ikke (?:komme|deltage|være med)"
    r"|(?:mødte|deltog) ikke|til eksamen)"
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
        if passage.block.cell is not None or len(passage.text) > _LONG:
            continue
        if passage.item is not None and not _LISTS.search(passage.text):
            continue
        for sentence in list(sentences(passage.text))[:8]:
            yield from _in_sentence(sentence.text)


def alone(passages: Sequence[Passage]) -> Iterator[Listed]:
    """Names that stand on lines of their own at the top, with no label over them."""
    lines = [p for p in passages[:_TOP] if p.block.cell is None and len(p.text) < _LONG]
    for passage in lines:
        whole = passage.block.text.strip()
        inside = next((b for b in _BRACKET.findall(whole) if _all_names(b)), None)
        beads = runs.beaded(_STOP.split(whole)[0])
        if inside or beads:
            yield from people_in(inside or "; ".join(beads), Attendance.PRESENT, own_line=False)
            return
        for said in _sentences(whole[1:-1] if whole[:1] + whole[-1:] == "()" else whole):
            names = _plain(said)
            bare = re.sub(r"\([^)]*\)?", "", said)
            parts = _parts(names)
            several = len(parts) > 2 and "," in bare and not re.search(r"\d|:", bare)
            if several and all(map(is_name, parts)):
                yield from people_in(names, Attendance.PRESENT, own_line=False)
                return
    run: list[Passage] = []
    for passage in lines:
        described = _DESCRIBED.match(runs.plain(passage.text))
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


def _sentences(text: str) -> list[str]:
    """The sentences of a heading line too: 'Møde 13/8-12. Bo, Ida, Ole.', '… – BK, IL, OK'."""
    return re.split(
        r"(?<=\w\w)\.\s+(?=[A-ZÆØÅ])|(?<=\))\.\s+|(?<=\d)\.\s+(?=[A-ZÆØÅ])|\s[–-]\s", text
    )


#: 'Havnemøde 3/5 (Bo, Ida, Ole – afbud Eva)'
_BRACKET = re.compile(r"\(([^()]*?)(?:\s[–-]\s[^()]*)?\)")
_STOP = re.compile(r"(?<=[\w)]{2})\.\s+(?=[A-ZÆØÅ])")


def _all_names(text: str) -> bool:
    parts = _parts(text)
    return len(parts) > 2 and "," in text and all(map(is_name, parts))


#: passages that can be the top
_TOP = 10
#: 'Bo Krag (formand)'
_DESCRIBED = re.compile(r"^(?P<name>[^(),:]{2,40}?)\s*\([^()]{2,50}\)\W*$")


#: 'Formandskab: Bo Krag og Ida Lund', 'Fra panelet: …'
_LABEL = re.compile(r"^(?:Fra |For )?[\w][\w -]{2,30}:\s+")
_LEADS = re.compile(r"formandskab|mødeled|ledelse", re.IGNORECASE)
_OTHER_LABEL = re.compile(
    r"kopi|kontakt|cc\b|til\b|udsendt|sendt|emne|foto|tlf|telefon|mail|vedr|forfatter|af\b|sag\b|opgave"
    r"|ansvarlig|tema|oplæg|valg|næste", re.IGNORECASE
)  # fmt: skip


def labelled_group(passage: Passage) -> tuple[Role, str] | None:
    """Names alone behind a label that no list knows, with the role of such a label."""
    text = passage.block.text
    label = _LABEL.match(text) if len(text) < _LONG else None
    if not label or passage.item is not None or role_of(label.group().strip(" :")):
        return None
    names = re.sub(r"\([^)]*\)", "", runs.plain(text[label.end() :]))
    parts = [part.strip(" .") for part in re.split(r",|;|\s(?:og|samt|&)\s", names)]
    good = all(is_name(part) or _TITLED_NAME.match(part) for part in parts if part)
    many = any(len(part.split()) > 1 for part in parts)
    if not good or not many or _OTHER_LABEL.match(label.group()):
        return None
    return Role.CHAIR if _LEADS.match(text) else Role.PRESENT, text[label.end() :]


_TITLED_NAME = re.compile(rf"[a-zæøå]+ [{UPPER}]\w+ [{UPPER}]")


def _in_sentence(text: str) -> Iterator[Listed]:
    if away := _AWAY.match(text):
        names = away["names"].strip(" ,:")
        if lists_names(names) and all(map(_is_somebody, _parts(names))):
            yield from people_in(names, Attendance.ABSENT, own_line=False)
        return
    match = _COUNTED.match(text) or _WERE.match(text) or _CAME.match(text)
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


#: 'suppleant Bo', 'Formanden Bo Krag'
_BEFORE = re.compile(
    rf"^(?:[a-zæøå]+|\w*(?:formand|[kK]asserer|[sS]ekretær|leder|chef)(?:e?n)?)\s+(?=[{UPPER}])"
)
#: 'Bo fra havnen'
_TAIL = re.compile(r"(?<=\w) fra (?:[a-zæøå]+|[A-ZÆØÅ]\w+)(?: \w+){0,2}$")
#: 'Bo Krag fmd.'
_OFFICE = re.compile(
    r"\s+(?:næst)?(?:fmd|formand|form|kass|kasserer|ref|referent|sekr|sekretær|suppl)\.?\s*$"
)


def _parts(names: str) -> list[str]:
    bare = re.sub(r"\([^)]*\)?", "", names)
    parts = (
        _TAIL.sub("", _OFFICE.sub("", _BEFORE.sub("", part.strip()))).strip(" .()")
        for part in re.split(r",|;|\s(?:og|samt|&)\s", bare)
    )
    return [part for part in parts if part]
