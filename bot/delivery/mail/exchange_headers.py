"""The headers that matter, put back on a mail that Exchange made anew from what it keeps.

Without them an automatic answer would look like a person's, a report like any mail, and nobody
would vouch for the sender.
"""

from collections.abc import Sequence
from email.parser import BytesHeaderParser

#: whose topmost counts: they stand above whatever the mail has of them
_VOUCHING = ("Authentication-Results", "X-MS-Exchange-Organization-AuthAs")
#: each as often as it came
_KEPT = (
    "Return-Path",
    *_VOUCHING,
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Precedence",
    "List-Id",
    "X-MS-Exchange-Message-Is-Ndr",
    "In-Reply-To",
    "References",
)
_AUTO, _NDR = "Auto-Submitted", "X-MS-Exchange-Message-Is-Ndr"
#: reports of every sort, and the answers that Outlook's rules give
_NO_PERSON = ("report.", "ipm.note.rules.")


def restored(raw: bytes, headers: Sequence[tuple[str, str]], item_class: str) -> bytes:
    """Give the mail with what it lacks of its headers, and of what Exchange knows it to be."""
    there = {name.lower() for name in BytesHeaderParser().parsebytes(raw)}
    known = [*headers, *_told_by(item_class, {name.lower() for name, _ in headers})]
    lost = [
        f"{name}: {' '.join(value.split())}\r\n"
        for name in _KEPT
        if name in _VOUCHING or name.lower() not in there
        for given, value in known
        if given.lower() == name.lower()
    ]
    return "".join(lost).encode("utf-8", "replace") + raw


def _told_by(item_class: str, named: set[str]) -> list[tuple[str, str]]:
    kind = item_class.lower()
    marks = []
    if kind.startswith(_NO_PERSON) and _AUTO.lower() not in named:
        marks.append((_AUTO, "auto-replied"))
    if kind.startswith("report.") and kind.endswith(".ndr") and _NDR.lower() not in named:
        marks.append((_NDR, ""))
    return marks
