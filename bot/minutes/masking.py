"""Passcodes, meeting ids and CPR numbers hidden before anything else sees the text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.minutes.blocks import Block, Document

_HIDDEN = "●●●●●●"
_WORDS = (
    r"(?:adgangs-?kode(?:n|r)?|kodeord(?:et)?|pass[- ]?codes?|passwords?|passwordet|pwd"
    r"|pin[- ]?koden?|pin"
    r"|(?:møde|dør|alarm|port|låse|boks|nøgleboks|wi-?fi|net|log-?in)[- ]?(?:koden?|password)"
    r"|access code|host key|mødenøglen?|koden?)"
)
_ID_WORDS = (
    r"(?:møde(?:ts)?[- ]?id|meeting[- ]?id|(?:telefon)?konference[- ]?id|conference[- ]?id"
    r"|webinar[- ]?id"
    r"|deltager[- ]?id|mødenummer|meeting number)"
)
#: what may stand between a label and its value: marks of bold, tables, quotes, a colon
_BETWEEN = r"[\s*_|:=>–\"'“”«»`-]*"
_CODE = re.compile(
    rf"(?P<label>(?<![\w-]){_WORDS}\b[\s*_]*(?:(?:til|for|på)\s+\w+\s*)?(?:er\b)?{_BETWEEN})"
    r"(?P<value>\d{2,6}(?:[ \u00a0-]\d{2,6})+|[^\s|*\"”»]+)", re.IGNORECASE
)  # fmt: skip
_MEETING_ID = re.compile(
    rf"(?P<label>\b{_ID_WORDS}\b(?:-?nummer)?[\s*_]*(?:er\b)?{_BETWEEN})"
    r"(?P<value>\d[\d \u00a0‑-]{4,}\d)#?", re.IGNORECASE
)  # fmt: skip
_DIAL_IN = re.compile(r"(?P<label>,,\s*)(?P<value>\d[\d ]{4,}\d)#?")
_LINK_CODE = re.compile(
    r"(?P<label>[?&#;](?:pwd|passcode|password|pass|p|pin|code|token|tk|key|secret)(?:=|%3D))"
    r"(?P<value>[^\s&)\]>\"]+)", re.IGNORECASE
)  # fmt: skip
_LINK_USER = re.compile(
    r"(?P<label>https?://[^\s/@:]{1,100}:)(?P<value>[^\s/@]+)(?=@)", re.IGNORECASE
)
_MEETING_LINK = re.compile(
    r"(?P<label>https?://\S{0,200}?(?:teams\.(?:microsoft|live)\.com|zoom\.us|webex\.com|whereby\.com"
    r"|meet\.google\.com|meet\.jit\.si|gotomeet\.me|join\.skype\.com|meet\.lync\.com)/)"
    r"(?P<value>[^\s)\]>\"]+)", re.IGNORECASE
)  # fmt: skip
_GAP = r"[ \u00a0.\u200b/-]?"
_DASH = r"[ \u00a0\u200b]{0,2}[-‐‑–—]?[ \u00a0\u200b]{0,2}"
_CPR = re.compile(
    rf"(?<![\d-])(\d{{2}}){_GAP}(\d{{2}}){_GAP}(\d{{2}})(?P<dash>{_DASH})(\d{{4}})(?![\d-])"
)
_HALF_CPR = re.compile(r"(?<![\d-])(\d{2})(\d{2})(\d{2})\s*[-‐‑–]?\s*$")
_LABEL_ALONE = re.compile(
    rf"(?<![\w-])(?P<word>{_WORDS})[\s*_]*(?:er)?[\s*_|]*(?P<colon>[:=]?)[\s*_|]*$", re.IGNORECASE
)
_LABEL_CELL = re.compile(rf"[\s*_]*(?:{_WORDS}|{_ID_WORDS})[\s*_:]*", re.IGNORECASE)
_CLOSED = "[lukket punkt udeladt]"
#: Most lines hold no secret: what each kind must hold says so fast.
_CODE_SIGN = re.compile("kode|pass|pwd|pin|access code|host key|mødenøgle")
_ID_SIGN = re.compile("id|num")
_CPR_SIGN = re.compile(r"\d{4}")


def _is_code(label: str, value: str) -> bool:
    """Is this the code itself and not the next word of a sentence?"""
    bare = value.strip(".,;:()")
    told = re.search(r"[:=|]", label) and bare.lower() not in ("", "se", "sendes", "ingen")
    mixed = any(c.isdigit() for c in bare) and len(bare) >= 4
    loose = re.match(r"koden?\b", label, re.IGNORECASE)  # 'Koden: rød' may be anything
    return bool(told and len(bare) >= 3 and not loose) or mixed


def _cpr(match: re.Match[str]) -> str:
    day, month = int(match[1]), int(match[2])
    day -= 60 if day > 60 else 0  # numbers given for the time being
    if not any(_valid(century + int(match[3]), month, day) for century in (1900, 2000)):
        return match.group()
    return f"{_HIDDEN}-●●●●"


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def hidden(line: str) -> str:
    """A line with its secrets hidden, for whoever need not know whether it held any."""
    return mask_line(line)[0]


def mask_line(line: str) -> tuple[str, bool, bool]:
    """A line with its secrets hidden, and whether it held a code, a CPR number."""

    def hide(match: re.Match[str]) -> str:
        return f"{match['label']}{_HIDDEN}"

    def hide_code(match: re.Match[str]) -> str:
        return hide(match) if _is_code(match["label"], match["value"]) else match.group()

    coded, folded = line, line.casefold()
    if "://" in line or "=" in line or "%" in line:
        for pattern in (_MEETING_LINK, _LINK_CODE, _LINK_USER):
            coded = pattern.sub(hide, coded)
    if _ID_SIGN.search(folded):
        coded = _MEETING_ID.sub(hide, coded)
    if ",," in line:
        coded = _DIAL_IN.sub(hide, coded)
    if _CODE_SIGN.search(folded):
        coded = _CODE.sub(hide_code, coded)
    plain = _CPR.sub(_cpr, coded) if _CPR_SIGN.search(coded) else coded
    return plain, coded != line, plain != coded


class _Hider:
    """Goes down the lines or blocks and keeps what one leaves for the next."""

    def __init__(self) -> None:
        self.waiting: re.Match[str] | None = None
        self.half: re.Match[str] | None = None
        self.columns: set[int] = set()
        self.codes = self.numbers = 0

    def hide(self, text: str) -> str:
        """A line or block without its secrets, and without those that the one before opened."""
        if not text.strip():
            return text
        hidden, code, number = mask_line(text)
        if self.waiting:
            bare = text.strip(" *_|.")
            one = len(bare.split()) == 1 or re.fullmatch(r"[\d ]{4,}#?", bare)
            if one and (self.waiting["colon"] or any(c.isdigit() for c in bare)):
                hidden, code = _HIDDEN, True
        if self.half and re.match(r"\s*[-–]?\s*\d{4}\b", text):
            hidden, number = re.sub(r"\d{4}\b", "●●●●", hidden, count=1), True
        self.codes, self.numbers = self.codes + code, self.numbers + number
        alone = _LABEL_ALONE.search(text) if _CODE_SIGN.search(text.casefold()) else None
        by_itself = alone and (alone["colon"] or not text[: alone.start()].strip(" *_|-•"))
        self.waiting = alone if by_itself else None
        self.half = _HALF_CPR.search(text) if _CPR_SIGN.search(text) else None
        return hidden

    def row(self, text: str) -> str:
        """A line of a table: whole columns go whose head is a label."""
        if text.count("|") < 2:
            self.columns = set()
            return self.hide(text)
        cells = text.split("|")
        if not self.columns:
            self.columns = {at for at, cell in enumerate(cells) if _LABEL_CELL.fullmatch(cell)}
            beside = len(self.columns) == 1 and len([c for c in cells if c.strip()]) == 2
            if beside:  # '| Adgangskode | x |' says it at once
                self.columns = set()
            return self.hide(text)
        kept = [self.cell(cell, at) for at, cell in enumerate(cells)]
        return self.hide("|".join(kept))

    def cell(self, cell: str, column: int) -> str:
        """A cell, hidden where its column is one of secrets."""
        if column not in self.columns or not any(char.isalnum() for char in cell):
            return cell
        self.codes += 1
        return f" {_HIDDEN} "


def _hidden_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without secrets; in a table by the column's head."""
    hider = _Hider()
    kept: list[Block] = []
    for block in blocks:
        text = hider.hide(block.text)
        if block.cell is None:
            hider.columns = set()
        elif block.cell[0] == 0:
            if _LABEL_CELL.fullmatch(block.text):
                hider.columns.add(block.cell[1])
        elif block.cell[1] in hider.columns and not _LABEL_CELL.fullmatch(block.text):
            text = _HIDDEN
        kept.append(block if text == block.text else replace(block, text=text))
    return kept


def masked(document: Document) -> Document:
    """The document with passcodes, meeting ids and CPR numbers hidden; no line moves."""
    hider = _Hider()
    lines = tuple(hider.row(line) for line in document.text)
    remarks = list(document.remarks)
    if hider.codes:
        remarks.append("Mødekoder og møde-id er skjult i teksten.")
    if hider.numbers:
        remarks.append("CPR-numre er skjult i teksten. Overvej, om referatet bør rettes.")
    return Document(lines, tuple(_hidden_blocks(document.blocks)), tuple(remarks))


def without_lines(document: Document, gone: set[int], remark: str) -> Document:
    """The document with some lines blanked, as when they belong to a closed item."""
    text = tuple(
        _CLOSED if number in gone and line.strip() else line
        for number, line in enumerate(document.text, 1)
    )
    return Document(text, document.blocks, (*document.remarks, remark))
