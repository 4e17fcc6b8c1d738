"""Who is meant: names, initials, roles, municipalities, bodies and doubt."""

import pytest

from bot.domain.meetings import Attendance, MeetingRole, Party, PartyKind
from bot.minutes.parties import Register
from bot.minutes.people import Listed

PEOPLE = [
    Listed("Ylva Haslund", "Sorø Kommune", "leder", Attendance.PRESENT),
    Listed("Ylva Rolighed", "Faxe Kommune", None, Attendance.ABSENT),
    Listed("Zenia Bjerrelund", "Faxe Kommune", None, Attendance.PRESENT),
    Listed("Zenia Kvistgaard", "Køge Kommune", None, Attendance.PRESENT),
    Listed("Cemal Yildirim", None, "kasserer", Attendance.PRESENT, {MeetingRole.CHAIR}),
    Listed("Halfdan-Magni Kløvborg", None, None, Attendance.PRESENT, {MeetingRole.MINUTE_TAKER}),
    Listed("thv", None, None, Attendance.PRESENT),
]


@pytest.fixture
def register() -> Register:
    return Register(PEOPLE, "Udvalget for Havne (UH) og Torbjørg Vemmelund (TV) skriver.")


def named(name: str) -> Party:
    return Party(PartyKind.PERSON, name)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ylva Haslund", "Ylva Haslund"),
        ("Ylva", "Ylva Haslund"),  # the one who was there
        ("Cemal", "Cemal Yildirim"),
        ("Cemal Yildrim", "Cemal Yildirim"),  # misspelt
        ("CY", "Cemal Yildirim"),
        ("HMK", "Halfdan-Magni Kløvborg"),
        ("TV", "Torbjørg Vemmelund"),  # explained in the text
        ("Sigbrit", "Sigbrit"),  # unknown: as written
    ],
)
def test_names(register: Register, written: str, meant: str) -> None:
    assert register.person(written) == named(meant)


def test_two_equally_good_candidates_are_never_guessed(register: Register) -> None:
    party = register.person("Zenia")
    assert party.name == "Zenia"
    assert party.doubt == "Zenia kan være Zenia Bjerrelund eller Zenia Kvistgaard."


def test_an_organisation_settles_it_and_vetoes_a_namesake(register: Register) -> None:
    assert register.person("Zenia", "Køge") == named("Zenia Kvistgaard")
    assert register.person("Cemal", "Odsherred") == named("Cemal Yildirim")  # has none to deny
    assert register.person("Ylva", "Odsherred") == named("Ylva")


def test_a_lone_first_name_is_not_stretched_to_a_near_one(register: Register) -> None:
    assert register.person("Ylve") == named("Ylve")


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ylva og Cemal sender listen", [named("Ylva Haslund"), named("Cemal Yildirim")]),
        ("Køge melder sig", [Party(PartyKind.ORGANISATION, "Køge Kommune")]),
        ("Køges bidrag og Sorø Kommune", [
            Party(PartyKind.ORGANISATION, "Køge Kommune"),
            Party(PartyKind.ORGANISATION, "Sorø Kommune"),
        ]),
        ("Faxe (Zenia Bjerrelund) deltager", [named("Zenia Bjerrelund")]),
        ("Formanden ringer", [named("Cemal Yildirim")]),
        ("Kassereren betaler", [named("Cemal Yildirim")]),
        ("Viceværten rydder sne", [named("Viceværten")]),
        ("Festudvalget bager", [Party(PartyKind.GROUP, "Festudvalget")]),
        ("Vi tager kage med", [Party(PartyKind.EVERYONE)]),
        ("Kommunerne indsender tal", [Party(PartyKind.EVERYONE)]),
        ("thv finder nøglen", [named("thv")]),
        ("Skoleområdet er vigtigt i dag", []),
    ],
)  # fmt: skip
def test_mentions(register: Register, text: str, parties: list[Party]) -> None:
    assert [m.party for m in register.mentions(text)] == parties


def test_the_speaker_is_the_presenter_of_the_item_or_wrote_the_minutes(register: Register) -> None:
    said = register.mentions("jeg sender listen", "Broen v/ Ylva Haslund (10.00)")
    assert said[0].party == named("Ylva Haslund")
    assert register.mentions("jeg sender listen")[0].party == named("Halfdan-Magni Kløvborg")
