"""Parties told by a word and not by a name: everyone, who speaks, a role, a body."""

import re
from collections.abc import Iterator

from bot.minutes.lexicon import either, openings, words

_EVERYONE = re.compile(
    rf"(?<![\w-])(?P<all>(?i:{either('parties', 'everyone')})|I)(?![\w-])"
    r"(?!\s+(?:gange|dage|andre|steder|i\s+alt|tiders|er enige om det))"
)
_SPEAKER = re.compile(rf"(?<![\w-])(?i:{either('parties', 'speaker')})(?![\w-])")
_ROLE = re.compile(
    rf"(?<![\w-])(?:(?i:{either('parties', 'roles')})|(?:[Dd]en\s+)?\w{{3,}}ansvarlige?)(?![\w-])"
)
_BODY = re.compile(
    rf"(?<![\w-])(?:(?P<body>(?i:{either('parties', 'bodies')}))"
    rf"|(?P<compound>(?!\w*områ)[\wæøåÆØÅ-]{{2,}}(?:{either('parties', 'body_endings')})))(?![\w-])"
)
_WORD = re.compile(r"\w+")


class Described:
    """One text, asked for each sort; most hold none, and need no search for it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = frozenset(_WORD.findall(text.lower()))

    def everyone(self) -> Iterator[re.Match[str]]:
        """'alle', 'kommunerne', 'I'"""
        return self._found(_EVERYONE, self._opens("everyone") or "I" in self._text)

    def speakers(self) -> Iterator[re.Match[str]]:
        """'jeg'"""
        return self._found(_SPEAKER, self._opens("speaker"))

    def roles(self) -> Iterator[re.Match[str]]:
        """'formanden', 'den havneansvarlige'"""
        return self._found(_ROLE, self._opens("roles") or "ansvarlig" in self._text)

    def bodies(self) -> Iterator[re.Match[str]]:
        """'bestyrelsen', 'festudvalget'"""
        endings = words("parties", "body_endings")
        compound = any(ending in self._text for ending in endings)
        return self._found(_BODY, compound or self._opens("bodies"))

    def _opens(self, sort: str) -> bool:
        return not self._words.isdisjoint(openings("parties", sort))

    def _found(self, pattern: re.Pattern[str], can_be: bool) -> Iterator[re.Match[str]]:
        return pattern.finditer(self._text) if can_be else iter(())
