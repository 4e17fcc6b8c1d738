"""The people of a list: cut into entries, each a name with what stands around it."""

import re
from collections.abc import Iterator

from bot.domain.meetings import Attendance
from bot.minutes import municipalities, runs
from bot.minutes.lexicon import words
from bot.minutes.listed import (
    ABSENT,
    KIN,
    SERVES,
    TITLE,
    WORKPLACE,
    Listed,
    describe,
    office,
    organisation_of,
)
from bot.minutes.names import MONTH_NAMES, NAME, OFFICE, UPPER, is_name
from bot.minutes.sections import role_of
from bot.minutes.shortnames import initials_of

#: a calling by itself is nobody's name
_CALLING = re.compile(rf"[\w-]*(?:{TITLE.pattern[:-2]})(?:e?r|e|ne|erne)?(?:/\w+)?", re.IGNORECASE)
#: 'Faglig koordinator Bo Krag'
_ADJECTIVE_AND_CALLING = re.compile(
    rf"[{UPPER}][a-zæøå]+(?:lig|isk|tiv)\s+{OFFICE}\s+(?=[{UPPER}])"
)
#: what follows a name in a sentence
_ACTS = re.compile(r"(?:går|er|var|har|havde|blev|bliver|fortsætter|stopper|skal|vil|kan|siger)\b")
_UNTICKED = re.compile(r"^\W*\[\s*\]\s*")


def _outside(text: str, separators: str) -> list[str]:
    """Split at separators that stand outside brackets."""
    parts, depth, start = [], 0, 0
    pattern = re.compile(rf"[()\[\]]|{separators}")
    for match in pattern.finditer(text):
        if match.group() in "([":
            depth += 1
        elif match.group() in ")]":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def _entry(text: str, attendance: Attendance) -> Listed | None:
    """One person from words such as 'leder Bo Krag (BK)'; None when no name stands there."""
    ticked = not _UNTICKED.match(text)
    text = _UNTICKED.sub("", text).strip(" .:;,–-")
    brackets = re.findall(r"\(([^)]*)\)?", text)
    bare = re.sub(r"\([^)]*\)?", " ", text).strip(" .:;,–-")
    before = ""
    if ":" in bare:
        before, _, after = (part.strip() for part in bare.partition(":"))
        group = len(before.split()) == 1 < len(after.split()) and is_name(after)
        before, bare = (after, before) if is_name(before) and not group else (before, after)
    lead = re.match(r"(?:[a-zæøå][\w.-]*\s+)+(?=[A-ZÆØÅ])", bare)
    if lead and lead.group().strip().endswith((" af", " til", " fra")):
        lead = None
    if lead := lead or _ADJECTIVE_AND_CALLING.match(bare):
        before, bare = lead.group().strip(), bare[lead.end() :]
    first, _, others = bare.partition(" ")
    behind = NAME.match(others)
    calling = TITLE.fullmatch(first) or TITLE.fullmatch(first.removesuffix("en"))
    if calling and not KIN.search(first) and behind and is_name(behind.group()):
        before, bare = first, others
    match = NAME.match(bare)
    if not match or not is_name(match.group().rstrip(".")):
        return None
    rest = bare[match.end() :].strip()
    told = " " not in match.group() and _ACTS.match(rest)
    if len(rest.split()) > 6 or _CALLING.fullmatch(match.group()) or told:
        return None
    name = match.group().rstrip(" .-")
    name = _cut(name)
    named, _, tail = name.rpartition(" ")
    house = tail if " " in named and len(tail) > 2 and tail.isupper() and tail != name else ""
    if house and not named.isupper():
        name = named  # 'Bo Krag KFUM'
    else:
        house = ""
    person = Listed(name, attendance=attendance)
    describe(person, house, inside=True)
    if not ticked and attendance is Attendance.PRESENT:
        person.attendance = Attendance.ABSENT
    for words_, inside in [(b, True) for b in brackets] + [(before, False), (rest, False)]:
        for piece in re.split(r",| og (?=ref)", words_):
            describe(person, piece, inside)
    return person


#: 'Sankt Olavs Pr.', 'Teknisk Afd.'
_ABBREVIATED = re.compile(r"\s(?:pr|afd|kom|reg|sekr)\.$", re.IGNORECASE)


def _cut(name: str) -> str:
    """A name without the next label, sentence or name that has run on to it."""
    parts = name.split()
    for at, part in enumerate(parts[2:], 2):
        label = part.casefold() in words("parties", "not_names")
        strange = part[0].isupper() and label and part.casefold() not in MONTH_NAMES
        if role_of(part) or strange or part == parts[0]:
            return " ".join(parts[:at])
    return name


def _is_titled(part: str) -> bool:
    """'kasserer Bo Krag', 'præst: Bo Krag'"""
    match = re.match(r"[a-zæøå][\w.-]*:?\s+(?=[A-ZÆØÅ])", part)
    name = part[match.end() :] if match else ""
    return len(name.split()) > 1 and is_name(name)


#: 'Bo Krag, Vestby Kommune Ida Lund, …' with the line breaks lost
_RUN_ON = re.compile(
    rf"((?:[{UPPER}][\w-]+ (?:Kommune|Stadsarkiv|Universitet|Forsyning|Museum)"
    rf"|Region(?:er)? [{UPPER}]\w+))"
    rf"\s+(?=[{UPPER}]\w+ [{UPPER}])"
)
#: 'Vestby Kommune: Bo Krag' – what comes is a name
_OWN_PEOPLE = re.compile(rf"\s*,?\s*\b[{UPPER}][\w-]+ Kommune:\s*")


#: '… (Bo Krag havde sendt afbud), …'
_EXCUSED_ASIDE = re.compile(rf"\(({NAME.pattern}) (?:havde |har )?(?:sendt|meldt) afbud\)")


def people_in(
    text: str, attendance: Attendance, own_line: bool, one: bool = False
) -> Iterator[Listed]:
    """The people of a list, under the organisations that it names with a colon.

    Where the line is known to be one person's, what stands behind the comma describes him.
    """
    if one:
        yield from _with_details(_outside(runs.plain(text), ","), attendance)
        return
    for home, stretch in runs.by_home(runs.plain(text)):
        for person in _listed(stretch, attendance, own_line):
            person.organisation = person.organisation or home
            yield person


def _listed(text: str, attendance: Attendance, own_line: bool) -> Iterator[Listed]:
    """The people of a list, by semicolons, or by commas with titles in between."""
    dashed = runs.dashed(text)
    if dashed:
        for entry in dashed:
            yield from _with_details(entry, attendance)
        return
    for aside in _EXCUSED_ASIDE.finditer(text):
        yield from people_in(aside[1], Attendance.ABSENT, own_line=False)
    text = _EXCUSED_ASIDE.sub(" ", text)
    semicolons = runs.beaded(text) or _outside(text, ";")
    if len(semicolons) > 1:
        for part in semicolons:
            yield from _with_details(_outside(part, ","), attendance)
        return
    text = _RUN_ON.sub(r"\1, ", _OWN_PEOPLE.sub(r", ", text))
    text = re.sub(r"\)\s+(?=[A-ZÆØÅ][\wæøå-]+ )", "), ", text)
    parts = runs.parted(_outside(text, r",|\s(?:og|samt|&|\+|/)\s|\s[–•]\s"), text)
    names = [p for p in parts if is_name(re.sub(r"\([^)]*\)|(?<=\w) fra .*", "", p).strip(" ."))]
    full = sum(len(name.split()) > 1 for name in names)
    bare = [re.sub(r"\s*\([^)]*\)", "", part) for part in parts]
    if all(len(part.split()) == 1 for part in bare) and len(parts) > 2 and _handles(parts):
        for part in bare:
            if re.fullmatch(r"[\wæøå-]{2,15}\.?", part) and is_name(part[:1].upper() + part[1:]):
                yield Listed(part.strip("."), attendance=attendance)  # also handles
        return
    if own_line and len(parts) > 1 and len(names) < len(parts):
        slashed = _outside(parts[0], "/")
        if len(slashed) > 1 and all(map(is_name, slashed)):
            for name in slashed:
                yield from _with_details([name, *parts[1:]], attendance)
            return
        titled = [p for p in parts if p not in names and _is_titled(p)]
        names = [*names, *titled]
        long = [name for name in names if len(name.split()) > 1]
        if len(long) == 1 and long[0] != parts[0] and not is_name(parts[0]):
            parts = [long[0], *(part for part in parts if part != long[0])]
        if len(names) <= 1 or organisation_of(parts[1]) or len(long) == 1 == len(parts) - 2:
            yield from _with_details(parts, attendance)
            return
    person: Listed | None = None
    letters = sum(part.isupper() and len(part) <= 6 for part in parts)
    for part in parts:
        alone = part.isupper() and len(part) <= 6 and full >= letters
        short = person is not None and bool(_ABBREVIATED.search(part))  # 'Sankt Olavs Pr.'
        short = short or (person is not None and _is_place_of(person, part))
        found = None if alone or short else _entry(part, attendance)
        house = organisation_of(re.sub(r"\([^)]*\)?|(?<=\w) fra .*", "", part).strip())
        if found and (person is None or not (house and full)):
            person = found
            yield person
        elif person is not None:
            describe(person, part, inside=False)


def _is_place_of(person: Listed, part: str) -> bool:
    """'Bo Krag, Nord (BK)': are the letters behind the word those of the person before it?"""
    match = re.fullmatch(rf"(?P<place>[^()]+?)\s*\((?P<short>[{UPPER}]{{2,5}})\)", part)
    if match is None or match["short"] in initials_of(match["place"]):
        return False
    return match["short"] in initials_of(person.name)


def _handles(parts: list[str]) -> bool:
    """Do names written small stand among these?"""
    return any(part[:1].islower() for part in parts) or not any("(" in part for part in parts)


def _with_details(parts: list[str], attendance: Attendance) -> Iterator[Listed]:
    person = _entry(parts[0], attendance) if parts else None
    if person is None:
        return
    titles: list[str] = []
    firms: list[str] = []
    for part in parts[1:]:
        bare = re.sub(r"\([^)]*\)?", "", part).strip(" .")
        for bracket in re.findall(r"\(([^)]*)\)", part):
            describe(person, bracket, inside=True)
        if full := organisation_of(bare):
            firms.append(full)
        elif WORKPLACE.match(bare) and not TITLE.search(bare) and not titles:
            firms.append(bare)
        elif bare and "[" not in bare and ABSENT.search(bare):
            person.attendance = Attendance.ABSENT
        elif bare and "[" not in bare:
            titles.append(bare)
            office(person, bare)
            served = SERVES.search(bare)
            firms += [served[1]] if served and organisation_of(served[1]) else []
    town = next((f for f in firms if municipalities.canonical(f) or f.startswith("Region")), None)
    person.organisation = person.organisation or town or ", ".join(firms) or None
    person.title = person.title or ", ".join(titles) or None
    yield person
