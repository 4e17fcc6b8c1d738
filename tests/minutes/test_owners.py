"""Kind, owners and date of a clause that is a follow-up."""

from datetime import date

import pytest

from bot.domain.meetings import Attendance, Kind, PartyKind
from bot.minutes.clauses import units
from bot.minutes.deadlines import due_of
from bot.minutes.frames import Frame, frame_of
from bot.minutes.kinds import kind_of
from bot.minutes.listed import Listed
from bot.minutes.owners import owners_of, task_of
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
        ("Ylva skriver en liste.", Kind.TASK),
        ("Sagen videresendes til orientering til havnerådet.", Kind.ESCALATE),
        ("Medlemmerne opfordres til at deltage i arbejdet med festen.", Kind.VOLUNTEER),
        ("Priserne afklares på næste møde.", Kind.AGENDA),
        ("Valget sker næste gang, når alle er der.", Kind.AGENDA),
        ("Vi drøfter det igen på næste bestyrelsesmøde.", Kind.AGENDA),
        ("Vi tager emnet op igen, så snart vi ved mere.", Kind.AGENDA),
        ("Ylva skriver et udkast til næste møde.", Kind.TASK),
        ("Broen fejes før hver koncert.", Kind.STANDING),
        ("Både sættes som fast punkt på dagsordenen.", Kind.STANDING),
        ("Vi afstemmer hver især med vores bådejere.", Kind.TASK),
        ("Både og huse fremsender deres bud på prisen.", Kind.REPORT),
        ("Ylva finder en fast ugedag.", Kind.TASK),
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


YLVA, ZENIA = (Listed(name, None, None, Attendance.PRESENT) for name in ("Ylva", "Zenia"))


def owners(text: str) -> list[str | None]:
    """The names behind the last clause of a text where Ylva and Zenia were present."""
    lines = text.split("\n")
    register = Register([YLVA, ZENIA], text)
    frame = frame_of(units(sections(blocks_of_text(lines)), lines)[-1], register)
    return [party.name or party.kind.value for party in owners_of(frame, register)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Regnskabet udsættes til næste møde, hvor Ylva kan være med.", ["unassigned"]),
        ("Valget sker næste gang, når hele bestyrelsen er samlet.", ["unassigned"]),
        ("Listen hænges op, så Ylva og Zenia kan skrive på den.", ["unassigned"]),
        ("Når Ylva sender listen, skal Zenia også have den.", ["Zenia"]),
        ("Salg af bestyrelsen og Ylva udskydes.", ["unassigned"]),
        ("Listen skrives af Ylva.", ["Ylva"]),
        ("Kaffen aftales mellem Ylva og Zenia.", ["Ylva", "Zenia"]),
        ("Vagterne aftales medlemmerne imellem.", ["everyone"]),
        ("Nøglen skal overgives fra Ylva til Zenia.", ["Ylva"]),
        ("Skemaet udfyldes af de enkelte både.", ["everyone"]),
        ("Der bedes om en forklaring på regningen.", ["unassigned"]),
        ("Husk at låse døren.", ["everyone"]),
        ("Ylva tjekker skabet. Hun skriver også en liste.", ["Ylva"]),
        ("Ylva og Zenia var uenige. Hun skriver en liste.", ["unassigned"]),
        ("Zenia har fået en liste, som Ylva mailer rundt.", ["Ylva"]),
        ("Gruppen om både og broer planlægger en tur.", ["Gruppen om både og broer"]),
        ("Ledelsen i klubben laver en plan.", ["Ledelsen i klubben"]),
        ("Send gerne billeder til Ylva.", ["everyone"]),
        ("Alle værter skriver en seddel.", ["Alle værter"]),
        ("Alle referater lægges på nettet.", ["unassigned"]),
        ("Alle medlemmer skriver en seddel.", ["everyone"]),
        ("Alle hjælper til.", ["everyone"]),
        ("Havneudvalget vil v/ formanden ringe til både og huse.", ["formanden"]),
    ],
)
def test_who_is_to_do_it(text: str, names: list[str]) -> None:
    assert owners(text) == names


def test_the_task_is_the_clause_without_its_tail() -> None:
    assert task_of(of("Action: maling af broen. Ansvarlig: Ylva Haslund")) == "Maling af broen."
