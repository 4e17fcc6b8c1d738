"""Lists of people whose line breaks are lost: cut again where the text itself shows how."""

import re
from collections.abc import Collection, Iterator

from bot.minutes import municipalities
from bot.minutes.listed import TITLE
from bot.minutes.names import (
    HOUSE_NUMBER,
    NAME,
    OFFICE,
    ORGANISATION,
    PARTICLE,
    UPPER,
    is_name,
)
from bot.minutes.shortnames import initials_of

#: 'Vestby Kommune: ', 'Region Nord: ' before the people from there
_HOME = re.compile(
    rf"[.,;]?\s*(?<!\w)(?P<home>(?:[{UPPER}][\w-]+\s+){{1,2}}[Kk]ommune|Region\s+[{UPPER}]\w+)\s*:\s*"
)
_LABEL = re.compile(r"^(?P<home>[^:,;()]{3,45}?)\s*:\s+(?=\S)")
_NEXT_LABEL = re.compile(rf"\s[{UPPER}][\wæøå-]+:\s")
#: what a word processor leaves of a linked contact
_FIELD_CODE = re.compile(r"\b[A-Z]{3,}\s+_\S+(?:\s+\\\w)*\s*")


#: 'alle (Bo, Ida)'
_WRAPPED = re.compile(
    r"^\W*(?:alle|hele [a-zæøå]+|bestyrelsen)?\s*\((?P<names>[^()]*(?:\([^()]*\)[^()]*)*)\)",
    re.IGNORECASE,
)
#: '14 forældre samt Bo'
_COUNTED = re.compile(r"^\W*(?:ca\. )?\d+ [a-zæøå]+(?:,|\s+(?:og|samt))\s+")
#: 'Fra Havnens Venner: Bo', inside a list
_FROM_THERE = re.compile(
    r"(?:^|[.;,])\s*(?:Fra|For) [a-zæøå][\w ]{2,30}:\s*"
    rf"|(?:(?<=\w\w)|(?<=\)))[.;]\s+[{UPPER}]\w{{4,25}}(?:en|et|ne):\s*"
)
#: 'BK (Bo Krag, Sorø)', 'BK = Bo Krag', 'BK Bo Krag'
_FULL = rf"[{UPPER}][\w-]+(?: (?:[{UPPER}][\w.-]*|{PARTICLE}))+"
_SHORT_FIRST = re.compile(
    rf"(?<!\w)(?P<short>[{UPPER}]{{2,4}})\s*"
    rf"(?:\((?P<inside>{_FULL})(?:, (?P<more>[^()]*))?\)|(?:[=–]\s*|\s)(?P<after>{_FULL}))"
)


#: 'Bo Krag BK, Ida Holm IH'
_SHORT_LAST = re.compile(
    rf"(?<!\w)(?P<name>{_FULL}) (?P<short>[{UPPER}]{{2,4}})(?=\s*(?:[,;.]|og\b|samt\b|$))"
)
#: 'Bo Krag bestyrelsesmedlem'
_WITH_OFFICE = re.compile(rf"(?<!\w)(?P<name>{_FULL}) (?P<office>{OFFICE})(?=\s*(?:[,;.]|og\b|$))")
#: 'Bo 214', who lives there
_ROOM = re.compile(r"(?<=[a-zæøå]{2}) \d{2,4}(?=\s*(?:[,(;.]|$))")
#: the round marks of a list whose lines are lost
_ROUND = re.compile(rf"(?:^|\s)o\s(?=[{UPPER}]\w+[ -][{UPPER}])")


#: 'Bo Krag (A) - deltog ikke i behandlingen af punkt 6': he was there
_PARTLY = re.compile(
    r"\s*[-–,]\s*(?:deltog|deltager)\s+(?:kun\s+|delvis\w*\s+|ikke\s+)?"
    r"(?:i (?:behandling|punkt|pkt|sag)|under|fra\b|til\b|ved\b)[^();]*$", re.IGNORECASE
)  # fmt: skip
#: 'Formand: Bo Krag, kasserer & IT: Ida Holm'
_OFFICE_FIRST = re.compile(
    rf"(?:(?<=[,;.])|(?<=^))\s*(?P<office>(?:{OFFICE}, )?(?i:{OFFICE})"
    r"(?: (?:&|og|for|med|m\.m\.)[^,:;()]{0,20})?)"
    rf":\s+(?P<name>{NAME.pattern})"
)


def _behind(match: re.Match[str]) -> str:
    """'Formand: Bo Krag' as 'Bo Krag (Formand)'."""
    return f" {match['name']} ({match['office']})"


def plain(text: str) -> str:
    """The text on one line, without field codes and wrapping, full names before initials."""
    text = re.sub(r"\s+", " ", _FIELD_CODE.sub("", text)).strip()
    if wrapped := _WRAPPED.match(text):
        text = wrapped["names"] + text[wrapped.end() :]
    text = _FROM_THERE.sub(", ", _COUNTED.sub("", text)).strip(" ,")
    text = _PARTLY.sub("", HOUSE_NUMBER.sub(", ", text)).strip(" ,")
    text = _OFFICE_FIRST.sub(_behind, text)
    text = _ROOM.sub("", _ROUND.sub("; ", text.replace(" · ", "; ")))
    text = _WITH_OFFICE.sub(r"\g<name> (\g<office>)", text.strip(" ;"))
    return _SHORT_FIRST.sub(_turned, _SHORT_LAST.sub(_bracketed, text))


def _bracketed(match: re.Match[str]) -> str:
    """'Bo Krag BK' as 'Bo Krag (BK)', where the letters can be his."""
    name, short = match["name"], match["short"]
    own = short in initials_of(name) or short[0] + short[-1] in initials_of(name)
    inside = {part[0].upper() for part in name.split()}
    return f"{name} ({short})" if own or inside.issuperset(short) else match.group()


def _turned(match: re.Match[str]) -> str:
    """'BK (Bo Krag, Sorø)' as 'Bo Krag (BK, Sorø)'."""
    name = match["inside"] or match["after"]
    short, last = match["short"], name.split()[-1].upper()
    if short not in initials_of(name) and not (short[0] == name[0] and last.startswith(short[1:])):
        return match.group()
    return f"{name} ({', '.join(filter(None, (match['short'], match['more'])))})"


def keys(text: str) -> bool:
    """Does the text say of two people or more whose initials are whose: 'BK = Bo Krag, …'?"""
    found = _SHORT_FIRST.finditer(text)
    return sum(bool(m["after"] or m["inside"]) and _turned(m) != m.group() for m in found) > 1


def by_home(text: str) -> Iterator[tuple[str | None, str]]:
    """The stretches of a list with the organisation that stands before them with a colon."""
    found = [(_start(match), match) for match in _HOME.finditer(text)]
    if not found:
        label = _LABEL.match(text)
        home = label["home"].removeprefix("Fra ") if label else ""
        from_there = label is not None and home != label["home"]
        if label and (from_there or (ORGANISATION.search(home) and not is_name(home))):
            yield home, text[label.end() :]
        else:
            yield None, text
        return
    if text[: found[0][0]].strip():
        yield None, text[: found[0][0]]
    for at, (start, match) in enumerate(found):
        end = found[at + 1][0] if at + 1 < len(found) else len(text)
        home = text[start : match.end("home")]
        yield municipalities.canonical(home) or home, text[match.end() : end]


def _start(match: re.Match[str]) -> int:
    """Where a home begins: 'Ida Vestby Kommune' is Ida's list's end and then Vestby."""
    home = match["home"]
    if len(home.split()) < 3 or municipalities.canonical(home):
        return match.start("home")
    return match.start("home") + home.index(home.split()[1])


def homes(text: str) -> str | None:
    """The part of a running text that lists people under three homes or more."""
    found = list(_HOME.finditer(text))
    named = [m for m in found if (n := NAME.match(text, m.end())) and is_name(n.group())]
    if len(named) < 3:
        return None
    rest = text[named[-1].end() :]
    stop = _NEXT_LABEL.search(rest)
    return text[_start(named[0]) : named[-1].end()] + rest[: stop.start() if stop else 300]


def dashed(text: str) -> list[list[str]]:
    """'Bo Krag - Havnens Venner Ida Lund - Havnens Venner' as pairs; nothing for other lists."""
    pieces = [piece.strip() for piece in re.split(r"\s[-–]\s", text)]
    if len(pieces) < 2 or not is_name(pieces[0]) or len(pieces[0].split()) < 2:
        return []
    cut = parted(pieces, text) if len(pieces) > 2 else pieces
    pairs = [cut[at : at + 2] for at in range(0, len(cut), 2)]
    sure = all(len(pair) == 2 and is_name(pair[0]) and "," not in pair[1] for pair in pairs)
    people = len(pairs) == 1 and is_name(pairs[0][1]) and len(pairs[0][1].split()) > 1
    return pairs if sure and not people else []


def beaded(text: str) -> list[str]:
    """'Bo Krag, formand - Ida - Ole' as three; nothing for other lists."""
    pieces = [piece.strip() for piece in re.split(r"\s[-–]\s", text)]
    named = [is_name(piece.split(",")[0].split("(")[0].strip(" .")) for piece in pieces]
    lone = any(
        len(piece.partition(" (")[0].split()) == 1
        or TITLE.fullmatch(piece.rpartition(",")[2].strip())
        for piece in pieces
    )
    return pieces if len(pieces) > 2 and all(named) and lone else []


def parted(parts: list[str], text: str) -> list[str]:
    """'Bo Krag, Havnens Venner Ida Lund, …': a house and the next name stand together.

    The house ends where its own kind of word does, or is named elsewhere in the list too.
    """
    cut: list[str] = []
    for at, part in enumerate(parts):
        match = _HOUSE.match(part) if at else None
        house = match["house"] if match else _again(part, text) if at else None
        rest = part[len(house) :].strip() if house else ""
        if house and len(rest.split()) > 1 and is_name(rest.partition("(")[0].strip()):
            cut += [house, rest]
        else:
            cut.append(part)
    return cut


_HOUSE = re.compile(
    rf"(?P<house>(?:[{UPPER}][\w-]+\s+){{0,2}}(?:[\w-]*(?:ministeriet|styrelsen|arkivet|arkiv"
    rf"|kommune|universitet|kontoret|forbundet|museum|forsyning)|Region(?:er)?\s+[{UPPER}]\w+))\s+"
    rf"(?=[{UPPER}]\w+ [{UPPER}])", re.IGNORECASE
)  # fmt: skip


def _again(part: str, text: str) -> str | None:
    """The first words of a part, where the list names them a second time as a house."""
    words = part.partition("(")[0].split()
    for size in range(min(3, len(words) - 2), 0, -1):
        house = " ".join(words[:size])
        alone = rf"(?:^|[,;]|\s[-–])\s*{re.escape(house)}\s*(?:[,;/(]|$)"
        if len(house) > 4 and re.search(alone, text):
            return house
    return None


#: 'Bo Krag Ida Holm Ole Tang', with nothing between the names
_UNPARTED = re.compile(rf"(?<![\w.])[{UPPER}][\w-]+(?: (?:[{UPPER}][\w-]+|[{UPPER}]\.)){{4,}}")


def told_apart(text: str, alone: Collection[str]) -> str:
    """The text with commas between names that stand side by side, where it is plain how.

    A name ends with a '-sen', and before one who is called by that first name alone elsewhere
    or has an initial in the middle.
    """
    return _UNPARTED.sub(lambda match: _in_names(match.group(), alone), text)


def _in_names(run: str, alone: Collection[str]) -> str:
    tokens = run.split()
    names = [[tokens[0]]]
    for token, after in zip(tokens[1:], [*tokens[2:], ""], strict=True):
        ended = re.fullmatch(r"\w{2,}sen", names[-1][-1]) or token in alone or after.endswith(".")
        if len(names[-1]) > 1 and ended:
            names.append([token])
        else:
            names[-1].append(token)
    sure = all(1 < len(name) < 4 for name in names)
    return ", ".join(" ".join(name) for name in names) if sure else run
