"""Passcodes, meeting ids and CPR numbers hidden before anything else sees the text."""

import re
from dataclasses import replace
from datetime import date

from bot.minutes.blocks import Document

_HIDDEN = "●●●●●●"
_CODE = re.compile(
    r"(?P<label>\b(?:adgangskode|kodeord|passcode|password|pinkode|pin-?kode|pin|mødekode"
    r"|adgangs-?kode"
    r"|møde-?password|access code|kode)\b(?:\s+(?:er"
    r"|til mødet))?\s*[:=]?\s*)(?P<value>\S+)", re.IGNORECASE
)  # fmt: skip
_MEETING_ID = re.compile(
    r"(?P<label>\b(?:møde-?\s?id|meeting\s?id|konference-?\s?id|conference\s?id|webinar\s?id"
    r"|mødenummer"
    r"|telefonkonference-?id)\b\s*[:=]?\s*)(?P<value>\d[\d ‑-]{4,}\d)#?", re.IGNORECASE
)  # fmt: skip
_LINK_CODE = re.compile(
    r"(?P<label>[?&](?:pwd|passcode|password|p|pin|code)=)(?P<value>[^\s&)\]>\"]+)", re.IGNORECASE
)
_MEETING_LINK = re.compile(
    r"(?P<label>https?://\S*(?:teams\.(?:microsoft|live)\.com|zoom\.us|webex\.com"
    r"|meet\.google\.com)/)"
    r"(?P<value>[^\s)\]>\"]+)", re.IGNORECASE
)  # fmt: skip
_CPR = re.compile(r"(?<![\d-])(\d{2})(\d{2})(\d{2})(?P<dash>[- ]?)(\d{4})(?![\d-])")
_LABEL_ALONE = re.compile(
    r"\b(?:adgangskode|kodeord|passcode|password|pinkode|pin-?kode|mødekode)\b\s*[:=]\s*$",
    re.IGNORECASE,
)
_CLOSED = "[lukket punkt udeladt]"


def _is_code(label: str, value: str) -> bool:
    """Is this the code itself and not the next word of a sentence?"""
    bare = value.strip(".,;:()")
    sure = label.rstrip().endswith((":", "=")) and bare.lower() not in ("", "se", "sendes", "ingen")
    mixed = any(c.isdigit() for c in bare) and len(bare) >= 4
    return (sure and len(bare) >= 3 and not re.match(r"kode\b", label, re.IGNORECASE)) or mixed


def _cpr(match: re.Match[str]) -> str:
    day, month = int(match[1]), int(match[2])
    if not any(_valid(century + int(match[3]), month, day) for century in (1900, 2000)):
        return match.group()
    return f"{_HIDDEN}-●●●●"


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def mask_line(line: str) -> tuple[str, bool, bool]:
    """A line with its secrets hidden, and whether it held a code, a CPR number."""

    def hide(match: re.Match[str]) -> str:
        return f"{match['label']}{_HIDDEN}"

    def hide_code(match: re.Match[str]) -> str:
        return hide(match) if _is_code(match["label"], match["value"]) else match.group()

    coded = _MEETING_LINK.sub(hide, line)
    coded = _LINK_CODE.sub(hide, coded)
    coded = _MEETING_ID.sub(hide, coded)
    coded = _CODE.sub(hide_code, coded)
    plain = _CPR.sub(_cpr, coded)
    return plain, coded != line, plain != coded


def masked(document: Document) -> Document:
    """The document with passcodes, meeting ids and CPR numbers hidden; no line moves."""
    codes = numbers = 0
    lines: list[str] = []
    waiting = False
    for line in document.text:
        hidden, code, number = mask_line(line)
        if waiting and line.strip() and len(line.split()) == 1:
            hidden, code = _HIDDEN, True
        waiting = bool(_LABEL_ALONE.search(line)) or (waiting and not line.strip())
        codes, numbers = codes + code, numbers + number
        lines.append(hidden)
    blocks, after_label = [], False
    for block in document.blocks:
        hidden = mask_line(block.text)[0]
        if after_label and len(hidden.split()) == 1:
            hidden = _HIDDEN
        after_label = bool(_LABEL_ALONE.search(block.text))
        blocks.append(replace(block, text=hidden))
    remarks = list(document.remarks)
    if codes:
        remarks.append("Mødekoder og møde-id er skjult i teksten.")
    if numbers:
        remarks.append("CPR-numre er skjult i teksten. Overvej, om referatet bør rettes.")
    return Document(tuple(lines), tuple(blocks), tuple(remarks))


def without_lines(document: Document, gone: set[int], remark: str) -> Document:
    """The document with some lines blanked, as when they belong to a closed item."""
    text = tuple(
        _CLOSED if number in gone and line.strip() else line
        for number, line in enumerate(document.text, 1)
    )
    return Document(text, document.blocks, (*document.remarks, remark))
