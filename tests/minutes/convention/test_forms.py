"""One line in the agreed form, with every usual sign, name and date."""

from datetime import date

import pytest

from bot.domain.meetings import FoundFollowUp, PartyKind
from bot.minutes.reading import read
from tests.minutes.making import column, pdf

HEAD = """Referat
Dato: tirsdag den 3. marts 2026
Til stede: Asta Holtegaard (Køge Kommune), Bo Lindtorp (Faxe Kommune), Anne Mygind (AMY)
Referent: Anne Rytterskov
Næste møde: 7. april 2026

1. Punkt
Opfølgning: Asta Holtegaard åbner mødet næste gang.
"""


def only(line: str) -> FoundFollowUp:
    """What the line says, the first one of the head set aside."""
    found = [f for f in read(f"{HEAD}{line}\n".encode(), "a.txt").follow_ups if f.confidence >= 0.5]
    assert len(found) == 2, found
    return found[1]


@pytest.mark.parametrize(
    "line",
    [
        "Opfølgning: Bo Lindtorp sender listen – senest 1. april",
        "opfølgning: Bo Lindtorp sender listen - senest 1. april",
        "OPFØLGNING: Bo Lindtorp sender listen — senest 1. april.",
        "Opfølgning – Bo Lindtorp sender listen – senest 1. april",
        "Opfølgning - Bo Lindtorp sender listen, senest 1. april",
        "Opfølgning : Bo Lindtorp sender listen (senest 1. april)",
        "**Opfølgning:** Bo Lindtorp sender listen – senest 1. april",
        "**Opfølgning**: Bo Lindtorp sender listen; frist 1. april",
        "**Opfølgning: Bo Lindtorp sender listen – deadline: 1. april**",
        "- Opfølgning: Bo Lindtorp sender listen – senest 1. april",
        "• Opfølgning: Bo Lindtorp sender listen – 1. april",
        "1.2 Opfølgning: Bo Lindtorp sender listen senest 1. april",
        "a) Opfølgning: Bo Lindtorp sender listen – inden 1. april",
        "Opfølgning 3: Bo Lindtorp sender listen -- senest 1. april",
        "Opfølgningspunkt: Bo Lindtorp sender listen – med frist 1. april",
        "> Opfølgning: Bo Lindtorp sender listen – senest 1. april",
    ],
)
def test_signs(line: str) -> None:
    found = only(line)
    assert found.task == "Bo Lindtorp sender listen"
    assert [owner.name for owner in found.owners] == ["Bo Lindtorp"]
    assert found.due and found.due.day == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1. april", date(2026, 4, 1)),
        ("den 1. april 2026", date(2026, 4, 1)),
        ("d. 1/4", date(2026, 4, 1)),
        ("1/4-26", date(2026, 4, 1)),
        ("1/4 2026", date(2026, 4, 1)),
        ("1.4.", date(2026, 4, 1)),
        ("1.4", date(2026, 4, 1)),
        ("01.04.2026", date(2026, 4, 1)),
        ("01-04-2026", date(2026, 4, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("onsdag den 1. april kl. 12", date(2026, 4, 1)),
        ("ons. d. 1/4", date(2026, 4, 1)),
        ("1. apr.", date(2026, 4, 1)),
        ("fredag", date(2026, 3, 6)),
        ("uge 14", date(2026, 4, 3)),
        ("i uge 14", date(2026, 4, 3)),
        ("om 14 dage", date(2026, 3, 17)),
        ("april", date(2026, 4, 30)),
        ("udgangen af april", date(2026, 4, 30)),
        ("næste møde", date(2026, 4, 7)),
        ("til næste møde", date(2026, 4, 7)),
        ("1. februar 2027", date(2027, 2, 1)),
        ("31. januar", date(2027, 1, 31)),
        ("medio april", None),
        ("2. kvartal", None),
        ("sommerferien", None),
        ("snarest", None),
        ("1. marts 2026", None),  # before the meeting: shown, not used
    ],
)
def test_dates(words: str, day: date | None) -> None:
    for line in (
        f"Opfølgning: Bo Lindtorp sender listen – senest {words}",
        f"| Bo | X | {words} |",
    ):
        table = "| Hvem | Hvad | Hvornår |\n" if line.startswith("|") else ""
        found = only(table + line)
        assert found.due is not None
        assert found.due.day == day
        assert found.due.words in f"senest {words}"


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Asta Holtegaard", ["Asta Holtegaard"]),
        ("Asta", ["Asta Holtegaard"]),
        ("AMY", ["Anne Mygind"]),
        ("Lindtorp", ["Bo Lindtorp"]),
        ("Asta Holtegaard og Bo Lindtorp", ["Asta Holtegaard", "Bo Lindtorp"]),
        ("Asta, Bo og AMY", ["Asta Holtegaard", "Bo Lindtorp", "Anne Mygind"]),
        ("Asta/Bo", ["Asta Holtegaard", "Bo Lindtorp"]),
        ("Asta & Bo", ["Asta Holtegaard", "Bo Lindtorp"]),
        ("Bo Lindtorp samt Stevns Kommune", ["Bo Lindtorp", "Stevns Kommune"]),
        ("Køge", ["Køge Kommune"]),
        ("Køge og Faxe", ["Køge Kommune", "Faxe Kommune"]),
        ("Køge (Asta)", ["Asta Holtegaard"]),
        ("Asta (Køge)", ["Asta Holtegaard"]),
        ("Zeynep Akçaoğlu", ["Zeynep Akçaoğlu"]),
        ("Jan van der Meulengracht", ["Jan van der Meulengracht"]),
        ("Sekretariatet", ["Sekretariatet"]),
        ("Børne- og Ungeforvaltningen", ["Børne- og Ungeforvaltningen"]),
        ("Referenten", ["Anne Rytterskov"]),
        ("konsulent Asta Holtegaard", ["Asta Holtegaard"]),
    ],
)
def test_owners(who: str, names: list[str]) -> None:
    for line in (
        f"Opfølgning: {who} sender listen – senest 1. april",
        f"Opfølgning: {who}: sende listen – senest 1. april",
        f"Opfølgning: {who} – sende listen – 1. april",
        f"Hvem\tHvad\tHvornår\n{who}\tSende listen\t1. april",
    ):
        found = only(line)
        assert [owner.name for owner in found.owners] == names
        assert found.confidence == 1.0
        assert found.due and found.due.day == date(2026, 4, 1)


@pytest.mark.parametrize("who", ["Alle", "alle kommuner", "Kommunerne", "Alle medlemmer", "Vi"])
def test_everyone(who: str) -> None:
    found = only(f"Opfølgning: {who} læser udkastet – senest 1. april")
    assert [owner.kind for owner in found.owners] == [PartyKind.EVERYONE]


@pytest.mark.parametrize("who", ["ingen endnu", "Ingen", "?", "N.N.", "Ikke fordelt", "mangler"])
def test_nobody_yet(who: str) -> None:
    for line in (
        f"Opfølgning: {who} – finde et lokale – senest 1. april",
        f"| Hvem | Hvad | Hvornår |\n| {who} | Finde et lokale | 1. april |",
    ):
        found = only(line)
        assert [owner.kind for owner in found.owners] == [PartyKind.UNASSIGNED]
        assert found.task == "Finde et lokale"


def test_a_lone_first_name_of_two_is_a_doubt() -> None:
    found = only("Opfølgning: Anne sender listen")
    assert found.owners[0].doubt == "Anne kan være Anne Mygind eller Anne Rytterskov."
    assert found.confidence < 0.9


@pytest.mark.parametrize(
    "line",
    [
        "Opfølgning: Listen sendes rundt.",
        "Opfølgning: se bilag 2",
        "Opfølgning på sidste referat",
        "Opfølgning: Planen bliver revideret",
        "Arbejdsgruppe: Havnen",
        "Hvem gør hvad, og hvornår?",
    ],
)
def test_ordinary_words_do_not_start_the_form(line: str) -> None:
    text = f"Referat\nDato: 3. marts 2026\n\n{line}\nBo Lindtorp sender listen til alle i morgen.\n"
    found = read(text.encode(), "a.txt").follow_ups
    assert not any("fast form" in reason for one in found for reason in one.reasons)
    assert any(one.confidence >= 0.5 and "Bo" in one.task for one in found)


def test_without_an_owner_the_line_counts_once_the_form_is_used() -> None:
    found = only("Opfølgning: Listen sendes rundt – senest 1. april")
    assert [owner.kind for owner in found.owners] == [PartyKind.UNASSIGNED]
    assert found.due and found.due.day == date(2026, 4, 1)


def test_a_row_that_is_done_is_left_out() -> None:
    table = "| Hvem | Hvad | Hvornår | Status |\n| Bo | Skrive | 1. april | Udført |\n"
    assert only(f"{table}| Asta | Ringe | 2. april | |").task == "Ringe"


@pytest.mark.parametrize("head", ["Til stede: Bo, Asta og Karen", "Mødt var Asta, Bo og Karen."])
def test_first_names_alone_are_enough_where_all_are_listed_so(head: str) -> None:
    text = f"Bestyrelsesmøde\nDato: 3. marts 2026\n{head}\n\nOpfølgning: Bo sender listen\n"
    (found,) = [f for f in read(text.encode(), "a.txt").follow_ups if f.confidence >= 0.5]
    assert found.confidence == 1.0
    assert [owner.name for owner in found.owners] == ["Bo"]


def test_lines_that_a_format_has_run_together_are_two() -> None:
    line = "Opfølgning: Bo Lindtorp sender listen – senest 1. april"
    found = read(
        f"{HEAD}Vi talte om Køge. {line}. {line.replace('Bo L', 'Asta L')}".encode(), "a.txt"
    )
    told = [one for one in found.follow_ups if one.confidence >= 0.5]
    assert [one.task for one in told[1:]] == [
        "Bo Lindtorp sender listen",
        "Asta Lindtorp sender listen",
    ]
    assert all(one.due and one.due.day == date(2026, 4, 1) for one in told[1:])


def test_in_a_pdf() -> None:
    lines = [line for line in HEAD.split("\n") if line]
    lines += ["Opfølgning: Bo Lindtorp sender listen – senest 1. april",
              "Arbejdsgruppe: Havne – tovholder Asta – deltagere Bo, Køge – lukket"]  # fmt: skip
    minutes = read(pdf(column(*lines)), "a.pdf")
    told = [one.task for one in minutes.follow_ups if one.confidence == 1.0]
    assert told == ["Asta Holtegaard åbner mødet næste gang", "Bo Lindtorp sender listen"]
    (group,) = minutes.working_groups
    assert [member.name for member in group.members] == ["Bo Lindtorp", "Køge Kommune"]
