"""An entry is sure only where its owner and its date are."""

from datetime import date

import pytest

from bot.domain.meetings import Due, Party, PartyKind, Precision
from bot.minutes.certainty import certainty
from bot.minutes.clauses import units
from bot.minutes.frames import Frame, frame_of
from bot.minutes.parties import Register
from bot.minutes.rosters import roster
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text

DAY = date(2026, 5, 1)
DUE = Due("1. maj", Precision.DAY, DAY, DAY)
YLVA = Party(PartyKind.PERSON, "Ylva Haslund")


def frame(said: str) -> Frame:
    lines = ["Til stede: Ylva Haslund, Cemal Yildirim", "", *said.split("\n")]
    passages = sections(blocks_of_text(lines))
    register = Register(roster(passages), "\n".join(lines))
    found = [unit for unit in units(passages, lines) if "ringer" in unit.text or "ser" in unit.text]
    return frame_of(found[-1], register)


def test_a_person_who_opens_a_plain_clause_is_sure() -> None:
    assert certainty(0.99, frame("Ylva ringer til havnen."), (YLVA,), None) >= 0.9
    assert certainty(0.99, frame("Taget er tæt. Ylva ringer til havnen."), (YLVA,), None) >= 0.9


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ("Bestyrelsen ser på havnens kraner.", Party(PartyKind.GROUP, "Bestyrelsen")),
        ("Olga ringer til havnen.", Party(PartyKind.PERSON, "Olga")),
        ("Ylva ringer til havnen.", Party(PartyKind.PERSON, "Ylva", doubt="to hedder Ylva")),
        ("Kranen: Ylva ringer til havnen.", YLVA),
        ("Ylva ringer til havnen inden isen lægger sig.", YLVA),
        ("Ylva ringer til havnen. Tilbuddet udløber på fredag.", YLVA),
        ("Vi har kun til uge 9. Ylva ringer til havnen.", YLVA),
        ("5. Havnefest 21/5\nYlva ringer til havnen.", YLVA),
        ("5. Sejlads i uge 30\n\nYlva ringer til havnen.", YLVA),
    ],
)
def test_what_may_be_wrong_in_owner_or_date_is_not_sure(said: str, owner: Party) -> None:
    assert 0.5 <= certainty(0.99, frame(said), (owner,), None) < 0.9


def test_a_day_and_less_likely_finds_are_not_sure() -> None:
    clause = frame("Ylva ringer til havnen.")
    assert 0.5 <= certainty(0.99, clause, (YLVA,), DUE) < 0.9
    assert 0.5 <= certainty(0.95, clause, (YLVA,), None) < 0.9


def test_what_is_only_offered_keeps_its_confidence() -> None:
    assert certainty(0.3, frame("Ylva ringer til havnen."), (YLVA,), None) == 0.3
