"""Sentences of a Danish text, abbreviations, dates and list marks kept in mind."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.minutes.lexicon import words

#: how far back the word before a full stop is looked for
_NEAR = 40
#: the mark first, for the engine leaps to it
_STOP = re.compile(
    r"[.!?\n](?:(?<=\n)|[.!?]*[\"”»')\]]*(?=\s|$)|(?<=[a-zæøå]{2}[.!?])(?=[A-ZÆØÅ][a-zæøå]))"
)
_BULLET = re.compile(r"\s(?:[•●▪o·]|[-–—])\s+(?=[A-ZÆØÅ0-9])")
#: list marks in text lifted onto one line: ' - Kaffe: Bo - Entré 40 kr. 3. Regnskab'
_RUN_IN = re.compile(
    r"(?<!\b[aA]d)(?<!ilag)(?<!unkt)(?<!pkt\.)\s(?=(?:[-–]|\d{1,2}\.)\s+[A-ZÆØÅ][a-zæøå])"
)
#: so many of them, in so much text, are no dashes between words
_MARKS, _PAGE = 4, 400
_WORD = re.compile(r"[\wÆØÅæøå.]+$")
#: what a sentence often ends with
_CLOSING = frozenset(
    {"kr", "mm", "m.m", "mv", "m.v", "osv", "o.l", "ol", "etc", "stk", "pct", "mio"}
)
_OPENER = re.compile(
    r"\s+(?:D(?:er|et|en|e|isse|erfor)|Vi|Jeg|Han|Hun|Man|Alle|Hvis|Når|Bestyrelsen|Udvalget"
    r"|Rådet|Formanden|Ingen|Så)\s"
)
_CLOCK = re.compile(r"\b(?:kl\.?|uge)\s*\d+$")
#: 'den 21', '25/11': no ordinal can follow where a capital does
_DATED = re.compile(r"(?:\bd\.\s?|\bden\s|\d\s?/\s?)\d+$")
_MONTH = re.compile(r"\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE)
#: who is to do it, behind the full stop
_BRACKET = re.compile(
    r"\s*\((?:[A-ZÆØÅ]{2,4}|[A-ZÆØÅ][a-zæøå]+)(?:\s?(?:[/,+&]|og)\s?[A-ZÆØÅ]\w+)*\)(?!\s*[a-zæøå:,;])\.?"
)
_NEXT = re.compile(r"\s*[\"”»'(\[]?([^\W_])")


@dataclass(frozen=True)
class Stretch:
    """Words with where they stand in their passage."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Does this full stop end a sentence?"""
    if stop.group()[0] != ".":
        return True
    following = _NEXT.match(text, stop.end())
    if following is None:
        return True
    near = max(0, stop.start() - _NEAR)
    before = _WORD.search(text, near, stop.start())
    word = before.group() if before else ""
    if word.isdigit() and _CLOCK.search(text, near, stop.start()):
        return following[1].isupper()
    if word.isdigit():  # '3. kvartal', 'd. 3. maj', but 'i 2020. Der …' and 'til d. 21. Bo …'
        ended = (
            len(word) >= 4
            or _DATED.search(text, near, stop.start())
            or _OPENER.match(text, stop.end())
        )
        return bool(ended) and following[1].isupper() and not _MONTH.match(text, stop.end())
    if following[1].islower():  # a slip of the pen, but a new sentence all the same
        return len(word) > 4 and word.isalpha() and word.lower() not in words("abbreviations")
    if word.lower() in words("abbreviations"):
        return word.lower() in _CLOSING and _OPENER.match(text, stop.end()) is not None
    return not (len(word) == 1 and word.isupper())  # initials of a name


@lru_cache(1024)  # clauses, groups and others ask for the same passages
def sentences(text: str) -> tuple[Stretch, ...]:
    """The sentences of a text in order."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Stretch]:
    marks = [m.start() for m in _RUN_IN.finditer(text)] if len(text) > _PAGE else []
    run_in = marks if len(marks) >= _MARKS else []
    start = 0
    for stop in _STOP.finditer(text):
        bracket = _BRACKET.match(text, stop.end())
        if bracket or _ends(text, stop):
            end = bracket.end() if bracket else stop.end()
            yield from _stretch(text, start, end, run_in)
            start = end
    yield from _stretch(text, start, len(text), run_in)


def _stretch(text: str, start: int, end: int, run_in: Sequence[int]) -> Iterator[Stretch]:
    """One sentence, or several where list marks stand inside the line."""
    bullets = [m.start() for m in _BULLET.finditer(text, start, end) if m[0].strip() in "•●▪o·"]
    inside = run_in[bisect_right(run_in, start) : bisect_left(run_in, end)]
    cuts = sorted({start, *bullets, *inside})
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        piece = text[first:last]
        marks = " •●▪·\n-–" if run_in else " •●▪·\n"
        lead = len(piece) - len(piece.lstrip(marks))
        body = piece[lead:].rstrip(" •●▪·\n")
        if body and any(char.isalnum() for char in body):
            yield Stretch(body, first + lead)
