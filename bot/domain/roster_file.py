"""A group's roster as CSV for a Danish Excel, in the language spoken."""

import csv
import io
from collections.abc import Sequence

from bot.domain.language import t
from bot.domain.notices import Volunteer
from bot.domain.verbs import Verb

MEDIA_TYPE = "text/csv"

#: a spreadsheet would take a cell that begins so for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def roster_csv(roster: Sequence[Volunteer]) -> bytes:
    """Give the roster, who is in first."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow((t("Navn"), t("Kommune"), t("Svar"), t("E-mail")))
    for one in roster:
        cells = (one.name, one.municipality or "", standing(one), one.email or "")
        sheet.writerow(_plain(cell) for cell in cells)
    return out.getvalue().encode("utf-8-sig")


def standing(one: Volunteer) -> str:
    """Say in a word where somebody stands on a roster."""
    if one.waiting:
        return t("venteliste")
    return t("måske") if one.answer is Verb.MAYBE else t("deltager")


def roster_name(group_id: int) -> str:
    """Name the file."""
    return t("deltagere-{group}.csv").format(group=group_id)


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
