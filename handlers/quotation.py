"""Whose words are whose in the text of a mail: above the quotation, or between its lines."""

import re
from dataclasses import dataclass

from mailparser_reply import EmailReplyParser

from handlers.signature import without_signature

_MARKER = re.compile(r"(?im)^.*(?:svar over denne linje|reply above this line).*$")
_WRAPPED = re.compile(
    r"(?m)^([> ]*(?:Den|On|Am|Le)\b[^\n]{0,200}<?)\n([^\n]{0,200}(?:>|skrev|wrote):)[ \t]*$"
)
_ATTRIBUTION = re.compile(
    r"(?i)^[> ]*(?:(?:den|on|am|man|tir|ons|tor|fre|lør|søn)\b.{5,250}\b(?:skrev|wrote"
    r"|schrieb)\b.*:"
    r"|.{2,80}\b(?:skrev|wrote) (?:den|on)\b.{5,80}:|-{3,}.{0,10}(?:oprindelig|original|videresendt"
    r"|forwarded).*-{3,})\s*$"
)
_NUMBERED = re.compile(r"^[> ]*(?:nr\.?\s*)?(\d{1,2})[.):]\s")
#: more empty lines than anybody means; the parser takes its time on hundreds
_EMPTY_LINES = re.compile(r"\n{4,}")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200e\u200f\u2060\u00ad"))
_INVISIBLE |= {0xA0: " ", 0x2007: " ", 0x202F: " "}
_PARSER = EmailReplyParser(languages=["da", "en", "sv", "de"])
#: a task's answer is a few lines; more is a document
LONGEST = 20_000
#: the patterns that look for headers take their time on longer ones
LONGEST_LINE = 1_000


@dataclass(frozen=True)
class Words:
    """What the person wrote, block by block, with the number of the quoted task above each."""

    blocks: tuple[tuple[int | None, str], ...] = ()
    #: they answered between the quoted lines
    is_inline: bool = False

    @property
    def text(self) -> str:
        """Only the words."""
        return "\n\n".join(words for _, words in self.blocks)

    @property
    def numbered(self) -> str:
        """The words, each answer under the number of the task it stands below."""
        return "\n".join(
            words if number is None else f"{number}: {' '.join(words.split())}"
            for number, words in self.blocks
        )


def own_words(text: str, writer: str = "") -> Words:
    """Cut what is quoted and the signature; no words where nothing is left."""
    plain = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    lines = (line[:LONGEST_LINE] if line.strip() else "" for line in plain.split("\n"))
    plain = _EMPTY_LINES.sub("\n\n\n", "\n".join(lines))
    plain = _WRAPPED.sub(r"\1 \2", plain)
    between = _between_the_quoted(plain, writer)
    if between.blocks:
        return between
    marker = _MARKER.search(plain)
    above = _above(plain[: marker.start()] if marker else plain)
    words = without_signature(above, writer)
    return Words(((None, words),)) if words else Words()


def _above(text: str) -> str:
    """The words before the first header of an earlier mail."""
    replies = _PARSER.read(text).replies
    first = next((reply for reply in replies if reply.content.strip()), None)
    if first is None or first.headers:
        return ""
    lines = first.content.splitlines()
    own = [line for line in lines if not line.startswith(">") and not _ATTRIBUTION.match(line)]
    return "\n".join(own).strip()


def _between_the_quoted(text: str, writer: str) -> Words:
    """Answers below quoted lines; nothing where all of the quotation stands in one piece."""
    blocks: list[tuple[int | None, list[str]]] = [(None, [])]
    number: int | None = None
    quoted_before = False
    for line in text.splitlines():
        if line.startswith(">"):
            found = _NUMBERED.match(line)
            if found:
                number = int(found[1])
            elif line.strip("> "):
                number = number if _continues(line) else None
            if blocks[-1][1] or not quoted_before:
                blocks.append((None, []))
            quoted_before = True
        elif line.strip() and not _ATTRIBUTION.match(line):
            if not blocks[-1][1]:
                blocks[-1] = (number, [])
            blocks[-1][1].append(line)
    said = [(number, "\n".join(lines)) for number, lines in blocks if lines]
    top, below = (said[:1], said[1:]) if blocks[0][1] else ([], said)
    kept = [(number, without_signature(words, writer)) for number, words in below]
    kept = [(number, words) for number, words in kept if words]
    if not kept:
        return Words()
    if len(kept) == 1 and kept[0][0] is None and not top:  # below it all: a reply as any other
        return Words(((None, kept[0][1]),))
    lead = [(None, words) for words in (without_signature(w, writer) for _, w in top) if words]
    return Words((*lead, *kept), is_inline=True)


def _continues(line: str) -> bool:
    """Whether a quoted line carries on the numbered one above it: our mails indent those."""
    return line.lstrip(">").startswith("   ")
