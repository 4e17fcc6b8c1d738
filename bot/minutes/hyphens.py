"""Joins lines that a page has broken, and takes out the hyphens that only the break put in."""

import re

#: PDFium's sign for a hyphen that it takes for a line-end one
HYPHEN = "\x02"
SOFT = "\xad"
#: after a hyphen these show that it stands for a left-out word: "social- og sundhedsområdet"
LINKING = re.compile(r"(og|eller|til|samt|/)\b")
LINK = re.compile(r"(https?:|www\.).*|.+@.+|.+\..*/.*")
#: an address that a line end has cut right after one of its signs
OPEN_LINK = re.compile(r"https?://(.*[/_=&?%])?")
BROKEN_WORD = re.compile(r".*[a-zæøåé]-")
BROKEN_NUMBER = re.compile(r".*\d[-–/]")


def is_parted(before: str, after: str) -> bool:
    """Whether a line end seems to part a word."""
    word = before[-40:].rpartition(" ")[2]
    is_hyphen = word.endswith(HYPHEN) or BROKEN_WORD.fullmatch(word) is not None
    return is_hyphen and after[:1].islower() and not LINKING.match(after)


def join(before: str, after: str, *, parts_words: bool = True) -> str:
    """One text of two lines that follow each other in a document that parts words or does not."""
    word = before.rpartition(" ")[2]
    if word.endswith((HYPHEN, SOFT)) or BROKEN_WORD.fullmatch(word):
        is_soft = parts_words or word.endswith(SOFT)
        before = before[:-1].rstrip()
        return before + _hyphen(before.rpartition(" ")[2], after, is_soft) + after
    if OPEN_LINK.fullmatch(word):
        return before + after
    if BROKEN_NUMBER.fullmatch(word) and after[:1].isdigit():
        return before + after
    return f"{before} {after}"


def clean(text: str) -> str:
    """A hyphen that was marked inside a line is a real one."""
    return text.replace(SOFT, "").replace(HYPHEN, "-")


def _hyphen(word: str, after: str, is_soft: bool) -> str:
    """What stays of the hyphen between the two halves."""
    if LINKING.match(after):
        return "- "
    if is_soft and after[:1].islower() and word[-1:].islower() and not LINK.fullmatch(word):
        return ""
    return "-"
