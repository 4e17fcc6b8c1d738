"""Kind, owners and date of a clause that is a follow-up."""

from datetime import date

import pytest

from bot.domain.meetings import Kind, PartyKind
from bot.minutes.clauses import units
from bot.minutes.deadlines import due_of
from bot.minutes.frames import Frame, frame_of
from bot.minutes.owners import kind_of, owners_of, task_of
from bot.minutes.parties import Register
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text

BASE = date(2026, 3, 6)


def of(text: str) -> Frame:
    lines = text.split("\n")
    return frame_of(units(sections(blocks_of_text(lines)), lines)[-1], Register([], text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ylva sender listen.", Kind.TASK),
        ("Sagen løftes til chefgruppen.", Kind.ESCALATE),
        ("Problemet bringes videre til direktørniveau.", Kind.ESCALATE),
        ("Kommunerne melder deltagere ind.", Kind.VOLUNTEER),
        ("Interesserede bedes melde sig til gruppen.", Kind.VOLUNTEER),
        ("Punktet tages op på næste møde.", Kind.AGENDA),
        ("Udsættes til næste møde.", Kind.AGENDA),
        ("Fremover sendes referatet ud dagen efter.", Kind.STANDING),
        ("Stigninger over 3 % skal indberettes til havnerådet.", Kind.STANDING),
        ("Kommunerne indsender tal for bådpladser.", Kind.REPORT),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    frame = of(text)
    assert kind_of(frame, owners_of(frame), due_of(frame, BASE, None)) is kind


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Vi køber en ny båd.", PartyKind.EVERYONE),
        ("Der købes en ny båd.", PartyKind.UNASSIGNED),
        ("Man køber en ny båd.", PartyKind.UNASSIGNED),
        ("Der opfordres til at dele båd.", PartyKind.EVERYONE),
        ("Havneudvalget køber en ny båd.", PartyKind.GROUP),
    ],
)
def test_owner(text: str, owner: PartyKind) -> None:
    assert [party.kind for party in owners_of(of(text))] == [owner]


def test_the_task_is_the_clause_without_its_tail() -> None:
    assert task_of(of("Action: maling af broen. Ansvarlig: Ylva Haslund")) == "Maling af broen."
