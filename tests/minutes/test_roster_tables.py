"""Tables of participants, with and without bars at their ends."""

import pytest

from bot.minutes.listed import Listed
from bot.minutes.rosters import roster
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text


def of(text: str) -> list[Listed]:
    return roster(sections(blocks_of_text(text.split("\n"))))


def brief(text: str) -> dict[str, str]:
    return {p.name: p.attendance.value for p in of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "| Navn | Kommune | Deltog |\n|---|---|---|\n| Ylva Haslund | Sorø | x |\n"
        "| Cemal Yildirim | Faxe | afbud |\n| Zenia Kvistgaard | Køge | x |",
        "Deltager | Organisation | Til stede\nYlva Haslund | Sorø | ja\n"
        "Cemal Yildirim | Faxe | nej\nZenia Kvistgaard | Køge | ja",
        "| Medlem | Afbud |\n|---|---|\n| Ylva Haslund | |\n| Cemal Yildirim | x |\n"
        "| Zenia Kvistgaard | |",
    ],
)
def test_a_row_for_each(text: str) -> None:
    assert brief(text) == {
        "Ylva Haslund": "present",
        "Cemal Yildirim": "absent",
        "Zenia Kvistgaard": "present",
    }


def test_initials_homes_and_offices_stand_in_columns() -> None:
    ylva, cemal = of(
        "| Navn | Init. | Organisation | Rolle |\n|--|--|--|--|\n"
        "| Ylva Haslund (formand) | YLH | Sorø | leder |\n"
        "| Cemal Yildirim | CY | Havnens Venner | referent |"
    )
    assert (ylva.organisation, ylva.initials, ylva.title) == ("Sorø Kommune", {"YLH"}, "leder")
    assert [role.value for role in (*ylva.roles, *cemal.roles)] == ["chair", "minute_taker"]
    assert cemal.organisation == "Havnens Venner"


def test_a_column_for_those_there_and_one_for_those_not() -> None:
    assert brief(
        "| Til stede | Afbud |\n|---|---|\n| Ylva Haslund | Cemal Yildirim |\n| Bo Lund | |"
    ) == {
        "Ylva Haslund": "present",
        "Cemal Yildirim": "absent",
        "Bo Lund": "present",
    }


def test_a_table_of_facts() -> None:
    text = "| Dato | 3. maj 2026 |\n| Deltagere | Ylva Haslund, Bo Lund |\n| Referent | Bo Lund |"
    people = of(text)
    assert [p.name for p in people] == ["Ylva Haslund", "Bo Lund"]
    assert [role.value for role in people[1].roles] == ["minute_taker"]


def test_a_table_of_tasks_lists_nobody() -> None:
    assert of("| Hvad | Hvem | Hvornår |\n|---|---|---|\n| Male broen | Ylva Haslund | 3/5 |") == []
