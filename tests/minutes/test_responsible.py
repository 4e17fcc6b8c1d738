"""Who is named beside an act: before a colon, in a bracket, at the end."""

import pytest

from bot.minutes.clauses import units
from bot.minutes.listed import Listed
from bot.minutes.parties import Register
from bot.minutes.responsible import lead_of, tail_of
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text

PEOPLE = [Listed("Żaneta Brzozowska"), Listed("Ylva Haslund"), Listed("Ines dos Prazeres Lund")]


def lead(text: str) -> list[str | None]:
    unit = units(sections(blocks_of_text([text])), [text])[-1]
    return [mention.party.name for mention in lead_of(unit, Register(PEOPLE, text))]


def tail(text: str) -> list[str | None]:
    unit = units(sections(blocks_of_text([text])), [text])[-1]
    return [mention.party.name for mention in tail_of(unit, Register(PEOPLE, text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Żaneta: skriver til avisen", ["Żaneta Brzozowska"]),
        ("Ylva: køber maling", ["Ylva Haslund"]),
        ("Gildekøkken: Cemal og Tove står for maden i maj", []),  # what it is about
        ("BK4: Ylva skriver vejledningen", []),
        ("Havnefest: Żaneta + Ylva henter borde", []),
    ],
)
def test_before_a_colon(text: str, names: list[str]) -> None:
    assert lead(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Skaffe brædder til broen – Ines dos Prazeres Lund", ["Ines dos Prazeres Lund"]),
        ("Male broen (Żaneta og Ylva)", ["Żaneta Brzozowska", "Ylva Haslund"]),
        ("Rydde op i skuret / Żaneta", ["Żaneta Brzozowska"]),
    ],
)
def test_at_the_end(text: str, names: list[str]) -> None:
    assert tail(text) == names
