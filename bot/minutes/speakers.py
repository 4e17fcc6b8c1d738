"""Those whom the text itself shows at the meeting: in office, excused, speaking, signing."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.meetings import Attendance, MeetingRole
from bot.minutes.listed import Listed
from bot.minutes.names import NAME, OFFICE, UPPER, is_name, lists_names
from bot.minutes.people import people_in
from bot.minutes.sections import HEADER, Passage, Role
from bot.minutes.sentences import sentences

_OFFICE = (
    r"(?P<office>mødeleder|ordstyrer|dirigent|referent|referant|sekretær"
    r"|skriver(?=\s*(?:$|[.,;()]|i dag|referat)))"
)
_ANY_CASE = f"(?i:{_OFFICE.replace('office', 'other')})"
_IN_OFFICE = re.compile(
    rf"(?P<name>{NAME.pattern})\s+(?:(?:er|blev|bliver|var)\s+)?(?:(?:gen)?valgt\s+)?(?:til\s+"
    rf"|som\s+)?"
    rf"{_OFFICE}\b|{_ANY_CASE}\b(?:\s+(?:blev|er|valgt))*\s*[:–-]?\s*"
    rf"(?P<after>{NAME.pattern})|(?P<writes>{NAME.pattern}) (?:blev (?:ud)?(?:peget"
    rf"|valgt) til at skrive|skriver (?:i dag|referat)|tog referat)",
)


def _offices(passages: Sequence[Passage]) -> Iterator[Listed]:
    """Those whom the first items choose to lead the meeting or to write."""
    for passage in (*passages[:30], *passages[-3:]):
        if passage.role in HEADER or len(passage.text) > 400:
            continue
        for match in _IN_OFFICE.finditer(passage.text):
            name = match["name"] or match["after"] or match["writes"]
            office = match["office"] or match["other"] or "referent"
            if not name or not is_name(name):
                continue
            person = Listed(_without_title(name.rstrip(".")), attendance=Attendance.PRESENT)
            office = office.lower()
            taker = office.startswith(("ref", "skr", "sek"))
            person.roles.add(MeetingRole.MINUTE_TAKER if taker else MeetingRole.CHAIR)
            yield person


#: 'Valg af dirigent og referent'
_ELECTION = re.compile(r"\bvalg af (?:dirigent|ordstyrer|mødeleder|referent)", re.IGNORECASE)
_CHOSEN = re.compile(
    rf"^\W*(?:Bestyrelsen foreslog |Som dirigent valgtes |Valgt blev )?"
    rf"(?P<names>(?:[a-zæøå]+ )?{NAME.pattern}(?: og {NAME.pattern})?)"
    r"(?= (?:blev|blev enstemmigt|er) valgt\b|, der\b| valgtes\b|\W*$)"
)


def _elected(passages: Sequence[Passage]) -> Iterator[Listed]:
    """'Bo Krag blev valgt.' under the heading 'Valg af dirigent'."""
    for passage in passages[:30]:
        under = passage.item or passage.heading or ""
        inline = _ELECTION.search(passage.text[:40]) and not passage.is_title
        if passage.is_title or not (inline or _ELECTION.search(under)):
            continue
        said = re.sub(r"^.{0,60}?(?:dirigent|referent|ordstyrer)\w*\s*[.:–-]\s*", "", passage.text)
        if match := _CHOSEN.match(said):
            yield from people_in(match["names"], Attendance.PRESENT, own_line=True)


_EXCUSED = re.compile(
    r"^\W*(?P<names>[A-ZÆØÅ].{2,160}?)\s+(?:var ikke til ?stede|deltog ikke|var fraværende"
    r"|mødte ikke"
    r"|(?:havde|har) (?:sendt|meldt) afbud|sendte afbud|meldte afbud)\b"
)


#: 'Som formand blev Bo Krag valgt', 'Til kasserer valgtes Ida Holm'
_CHOSEN_AS = re.compile(
    rf"\b(?:[Ss]om|[Tt]il)\s+(?:ny\s+)?(?!dirigent|ordstyrer|referent|revisor){OFFICE}\s+"
    rf"(?:blev|er|valgtes|genvalgtes|udpegedes)\s+(?P<name>{NAME.pattern})(?=\s+(?:gen)?valgt\b|\W*$)"
)
#: 'Havnechef Bo Krag og jurist Ida Holm deltager under dette punkt'
_TOOK_PART = re.compile(
    rf"^\W*(?P<names>[{UPPER}][^.:]{{4,200}}?)\s+(?:deltager|deltog)\s+"
    r"(?:(?:delvis|kun|også)\s+)*(?:under|som|i behandlingen|i dette)\b"
)


def _taking_part(passages: Sequence[Passage]) -> Iterator[Listed]:
    """Those chosen to an office of the body, and those who take part in some item."""
    for passage in passages:
        if passage.role in HEADER or len(passage.text) > 1500:
            continue
        for match in _CHOSEN_AS.finditer(passage.text):
            if " " in match["name"] and is_name(match["name"]):
                yield Listed(match["name"].rstrip("."), attendance=Attendance.PRESENT)
        for sentence in sentences(passage.text):
            took = _TOOK_PART.match(sentence.text)
            if took and _are_full_names(took["names"]):
                yield from people_in(took["names"], Attendance.PRESENT, own_line=False)


def _are_full_names(text: str) -> bool:
    """Is each part of a list a full name, with a calling in front or not?"""
    parts = re.split(r",\s*(?:og\s)?|\s(?:og|samt)\s", text)
    bare = [re.sub(rf"^(?:\w+\s)?(?i:{OFFICE})\s", "", part.strip()) for part in parts]
    return all(" " in name and is_name(name) for name in bare)


def _excused(passages: Sequence[Passage]) -> Iterator[Listed]:
    """'Bo Krag og Ida Lund var ikke til stede under punktet.'"""
    for passage in passages:
        for sentence in sentences(passage.text[:1500]):
            match = _EXCUSED.match(sentence.text)
            last = re.split(r"\s(?:og|samt)\s", match["names"])[-1] if match else ""
            if match and (lists_names(match["names"]) or (" " in last and is_name(last))):
                yield from people_in(match["names"], Attendance.ABSENT, own_line=False)


_SPOKE = (
    r"(?:orienterede|orienterer|fortalte|gennemgik|fremlagde|redegjorde|oplyste|berettede|nævnte|foreslog|spurgte"
    r"|takkede|hilste|indledte|bemærkede|informerede|informerer|præsenterede|viste|bød\s+velkommen"
    r"|åbnede\s+mødet|gjorde\s+opmærksom|ville\s+(?:vide|høre)|deltager?\s+under|deltog(?!\s+ikke)"
    r"|ledede\s+mødet|holdt\s+(?:et\s+)?oplæg|blev\s+(?:valgt|udpeget|genvalgt)\s+til\s+dirigent)\b"
)
_SPEAKER = re.compile(
    rf"(?P<name>{NAME.pattern})(?:\s*\([^)]*\))?(?:\s*,[^,.]{{2,40}},)?\s+{_SPOKE}"
)
_OPENED = re.compile(
    r"(?i:\b(?:mødet|forsamlingen)\s+(?:blev\s+)?(?:åbnet|åbnedes|ledet|ledtes|indledt)\s+(?:af|ved))"
    rf"\s+(?P<title>[a-zæøå]+\s+)?(?P<name>{NAME.pattern})"
)
_TOLD = frozenset({Role.BACKGROUND, Role.PROPOSAL, Role.AGENDA, Role.ATTACHMENT, Role.PAST})


def _speakers(passages: Sequence[Passage]) -> Iterator[Listed]:
    """Full names that said something at this meeting."""
    for passage in passages:
        if passage.role in _TOLD or passage.role in HEADER:
            continue
        for pattern in (_SPEAKER, _OPENED):
            for match in pattern.finditer(passage.text):
                name = _without_title(_SENTENCE.split(match["name"].rstrip(" ."))[-1])
                if 1 < len(name.split()) < 5 and is_name(name):
                    yield Listed(name, attendance=Attendance.PRESENT)


#: a name ends with its sentence, but not with an initial
_SENTENCE = re.compile(r"(?<=\w{3})\.\s*")


def _without_title(name: str) -> str:
    """'Sekretariatsleder Ole Krag' is Ole Krag."""
    person = next(people_in(name, Attendance.PRESENT, own_line=True), None)
    return person.name if person else name


_GREETING = re.compile(
    rf"(?:\b(?:med\s+)?(?:venlig\s+|kærlig\s+|de\s+bedste\s+)?\w*hils(?:en|ner)|\bm?vh)\b[\s,.:]*"
    rf"(?P<name>{NAME.pattern})?\W*(?:\w+\W*)?$", re.IGNORECASE
)  # fmt: skip


_SIGN = re.compile(r"\s+#\S{0,3}$")  # a scanned flourish


def _signed(passages: Sequence[Passage]) -> Iterator[Listed]:
    """'Med venlig hilsen Bo' at the end, and names alone on the last lines."""
    last = list(passages[-4:])
    for at, passage in enumerate(last):
        match = _GREETING.search(passage.text)
        if not match:
            continue
        name = match["name"] or (last[at + 1].text.strip(" .") if at + 1 < len(last) else "")
        if name and len(name.split()) < 4 and is_name(name):
            yield Listed(name, attendance=Attendance.PRESENT, roles={MeetingRole.MINUTE_TAKER})
            return
    for passage in reversed(passages[len(passages) // 2 :]):
        if passage.role in HEADER:
            return
        name = _SIGN.sub("", passage.text).strip(" .")
        if len(name.split()) == 4 and is_name(name):
            continue  # two people side by side
        if not (1 < len(name.split()) < 4 and is_name(name)):
            return
        yield Listed(name, attendance=Attendance.PRESENT)


def shown(passages: Sequence[Passage], listed: Sequence[Listed]) -> Iterator[Listed]:
    """Everybody whom the text shows at the meeting, or excused from it."""
    yield from _offices(passages)
    yield from _elected(passages)
    yield from _taking_part(passages)
    yield from _excused(passages)
    yield from _speakers(passages)
    taken = any(MeetingRole.MINUTE_TAKER in person.roles for person in listed)
    for person in _signed(passages):
        if taken:
            person.roles.clear()
        yield person
