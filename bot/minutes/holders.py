"""Who holds an office or holds the pen, where no list of participants says it."""

import re

from bot.minutes.names import NAME, is_name

_NAME = NAME.pattern
#: what may stand in front of an office that is still the same one
_KIND = r"(?:sogne|lands|kreds|bydels|forenings|bestyrelses|råds|afdelings|klub)?"
_WRITER = (
    re.compile(rf"\bundertegnede\s*\((?P<who>{_NAME})\)"),
    re.compile(rf"(?P<who>{_NAME})\s*\(undertegnede\)"),
    re.compile(rf"(?mi:^\W*(?:fra|from|afsender)\s*:\s*)(?P<who>{_NAME})"),
    re.compile(rf"(?m)(?i:^\W*ref(?:erat|erent)?\b\W[^\n,:]{{0,25}},\s*)(?P<who>{_NAME})\W*$"),
)  # fmt: skip
_GREETING = re.compile(
    r"^(?:(?:med\s+)?(?:de\s+)?(?:venlig|bedste|mange|kærlig)\w*\s+hils\w+|hilsen|mvh|vh|kh)\b[,.:]?\s*",
    re.IGNORECASE,
)


def _first(name: str) -> str:
    """The name without what the next sentence or line begins with."""
    return re.split(r"\n|(?<=\w{3})\.\s", name)[0].rstrip(".")


def writer(text: str) -> str | None:
    """The name of whoever wrote a text: 'Fra: Ida', 'undertegnede (Ida)', 'Mvh Ida'."""
    for pattern in _WRITER:
        if (match := pattern.search(text)) and is_name(_first(match["who"])):
            return _first(match["who"])
    last = [line.strip(" .,*_") for line in text.rstrip().split("\n")[-4:]]
    signed = [_GREETING.sub("", line).split(",")[0].strip() for line in last]
    names = [name for name in signed if name and len(name.split()) <= 4 and is_name(name)]
    names = [name for name in names if not _GREETING.match(name)]
    return names[0] if len(names) == 1 else None


def in_office(text: str, word: str) -> str | None:
    """The one full name that stands beside the office: 'direktør Ida Bro', 'Ida Bro (direktør)'."""
    stem = re.sub(r"(?:e?n)$", "", word.lower())
    if len(stem) < 5 or " " in stem:
        return None
    office = rf"(?<![\w-])(?i:{_KIND}{re.escape(stem)}(?:e|en|n)?)"
    found = [m["who"] for m in re.finditer(rf"{office}[ :(]+(?P<who>{_NAME})", text)]
    found += [m["who"] for m in re.finditer(rf"(?P<who>{_NAME})(?:, | \(){office}(?!\w)", text)]
    names = {name for name in map(_first, found) if is_name(name)}
    return next(iter(names)) if len(names) == 1 else None
