"""Kind, owners and date of a clause that is a follow-up."""

from datetime import date

import pytest

from bot.domain.meetings import Kind, PartyKind
from bot.minutes.clauses import units
from bot.minutes.frames import Frame, frame_of
from bot.minutes.owners import due_of, kind_of, owners_of, task_of
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


def test_the_date_of_the_sentence_holds_for_its_clauses() -> None:
    due = due_of(of("Havnefest 21/5: Ylva køber is, Cemal bestiller telt."), BASE, None)
    assert due is not None
    assert due.day == date(2026, 5, 21)


def test_after_a_day_is_no_day() -> None:
    assert due_of(of("Udsendes efter festen den 21. maj."), BASE, None) is None


def test_the_task_is_the_clause_without_its_tail() -> None:
    assert task_of(of("Action: maling af broen. Ansvarlig: Ylva Haslund")) == "Maling af broen."
