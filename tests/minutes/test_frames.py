"""Who does what: actor, voice, mood, past or coming."""

import pytest

from bot.domain.meetings import Attendance
from bot.minutes.clauses import units
from bot.minutes.frames import Frame, Voice, frame_of
from bot.minutes.listed import Listed
from bot.minutes.parties import Register
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text

PEOPLE = [
    Listed("Ylva Haslund", None, None, Attendance.PRESENT),
    Listed("Cemal Yildirim", None, None, Attendance.PRESENT),
    Listed("Zenia Kvistgaard", "Køge Kommune", None, Attendance.PRESENT),
    Listed("Halfdan Kløvborg", "Faxe Kommune", None, Attendance.PRESENT),
]


def of(text: str) -> Frame:
    unit = units(sections(blocks_of_text([text])), [text])[0]
    return frame_of(unit, Register(PEOPLE, text))


def actors(text: str) -> list[str | None]:
    return [m.party.name or m.party.kind.value for m in of(text).actors]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ylva sender listen til alle.", ["Ylva Haslund"]),
        ("Ylva og Cemal sender listen.", ["Ylva Haslund", "Cemal Yildirim"]),
        ("Derefter sender Cemal listen.", ["Cemal Yildirim"]),
        ("Cemal vil gerne undersøge prisen.", ["Cemal Yildirim"]),
        ("CY: Skriver til kommunen.", ["Cemal Yildirim"]),
        ("Ylva: køber kaffe og kage.", ["Ylva Haslund"]),
        ("Bestyrelsen besluttede at male broen.", ["Bestyrelsen"]),
        ("Bestyrelsen besluttede at Ylva maler broen.", ["Ylva Haslund"]),
        ("Det blev aftalt at Cemal til næste møde leverer et budget.", ["Cemal Yildirim"]),
        ("Der skrives til kommunen. Ansvarlig: Cemal", ["Cemal Yildirim"]),
        ("Kommunen kontaktes om broen.", []),
        ("Listen sendes af Ylva i morgen.", ["Ylva Haslund"]),
        ("Planen skal godkendes i kommunerne.", ["everyone"]),
        ("Kommunerne opfordres til at dele erfaringer.", ["everyone"]),
        ("Der opfordres til at dele erfaringer.", []),
        ("Formanden beder Cemal om at ringe.", ["Formanden"]),
        ("Kaffe og kage til festen (Cemal)", ["Cemal Yildirim"]),
        ("Maling af broen /Ylva", ["Ylva Haslund"]),
        ("Køb af maling - ansvarlig: Ylva og Cemal", ["Ylva Haslund", "Cemal Yildirim"]),
        ("Ylva er fremover ordstyrer.", ["Ylva Haslund"]),
        ("Cemal hører, om klubben kan låne bussen.", ["Cemal Yildirim"]),
        ("Sigbrit uploader billederne.", ["Sigbrit"]),
        ("Husk at tømme båden for vand.", ["everyone"]),
    ],
)
def test_who_acts(text: str, who: list[str]) -> None:
    assert actors(text) == who


@pytest.mark.parametrize(
    ("text", "voice", "past"),
    [
        ("Ylva maler broen.", Voice.ACTIVE, False),
        ("Ylva malede broen.", Voice.ACTIVE, True),
        ("Ylva har malet broen.", Voice.ACTIVE, True),
        ("Der indhentes tilbud på maling.", Voice.PASSIVE, False),
        ("Males til sommer.", Voice.PASSIVE, False),
        ("Broen bliver snart malet.", Voice.PASSIVE, False),
        ("Alle bedes tage kage med.", Voice.REQUEST, False),
        ("Send billeder til Ylva.", Voice.IMPERATIVE, False),
        ("En fin aften med mange gæster.", Voice.NONE, False),
        ("Deres både er ellers fælles.", Voice.NONE, False),
    ],
)
def test_voice(text: str, voice: Voice, past: bool) -> None:
    frame = of(text)
    assert (frame.voice, frame.past) == (voice, past)
