"""Joins lines that a page has broken, and takes out the hyphens that only the break put in."""

import re

from bot.minutes.pdf_child import HYPHEN

SOFT = "\xad"
#: after a hyphen these show that it stands for a left-out word: "social- og sundhedsområdet"
LINKING = re.compile(r"(og|eller|til|samt|/)\b")
LINK_END = re.compile(r"(https?:|www\.)\S*$|\S+@\S+$|\S+\.\S*/\S*$")
#: an address that a line end has cut right after one of its signs
OPEN_LINK = re.compile(r"https?://(\S*[/_=&?%])?$")
BROKEN_WORD = re.compile(r"[a-zæøåé]-$")
BROKEN_NUMBER = re.compile(r"\d[-–/]$")


def join(before: str, after: str) -> str:
    """One text of two lines that follow each other."""
    if before.endswith((HYPHEN, SOFT)) or BROKEN_WORD.search(before):
        return _join_hyphen(before[:-1].rstrip(), after)
    if OPEN_LINK.search(before):
        return before + after
    if BROKEN_NUMBER.search(before) and after[:1].isdigit():
        return before + after
    return f"{before} {after}"


def clean(text: str) -> str:
    """A hyphen that was marked inside a line is a real one."""
    return text.replace(SOFT, "").replace(HYPHEN, "-")


def _join_hyphen(before: str, after: str) -> str:
    if LINKING.match(after):
        return f"{before}- {after}"
    if after[:1].islower() and before[-1:].islower() and not LINK_END.search(before):
        return before + after
    return f"{before}-{after}"
