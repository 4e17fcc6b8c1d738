"""Dates and lists as an official would write them."""

from datetime import date

import pytest

from bot.domain.followups import Status
from bot.domain.language import speaking
from bot.domain.wording import MONTHS, STATUS, deadline, excerpt, joined, long_date, short_date


def test_a_long_date() -> None:
    assert long_date(date(2026, 12, 1)) == "1. december 2026"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 1), "1. dec."),
        (date(2026, 5, 31), "31. maj"),
        (date(2026, 6, 1), "1. juni"),
        (date(2027, 1, 2), "2. jan. 2027"),
    ],
)
def test_a_short_date_has_a_year_where_it_is_not_this_one(day: date, expected: str) -> None:
    assert short_date(day, date(2026, 9, 8)) == expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Kort.", "Kort."),
        ("Et … to", "Et … to"),
        ("Et … to … tre", "Et … to …"),
        ("ord " * 10, "ord ord ord ord…"),
    ],
)
def test_a_long_quote_is_cut_at_a_word_or_after_two_passages(quote: str, expected: str) -> None:
    assert excerpt(quote, 18) == expected


def test_a_deadline_is_a_day_or_the_minutes_words() -> None:
    assert deadline(date(2026, 12, 1), "senest 1/12") == "1. december 2026"
    assert deadline(None, "hurtigst muligt") == "hurtigst muligt"
    assert deadline(None, None) == "ingen frist"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["Gro"], "Gro"),
        (["Gro", "Lau"], "Gro og Lau"),
        (("Gro", "Lau", "Frej"), "Gro, Lau og Frej"),
    ],
)
def test_names_are_joined(names: list[str], expected: str) -> None:
    assert joined(names) == expected


def test_there_is_a_word_for_everything() -> None:
    assert set(STATUS) == set(Status)
    assert len(MONTHS) == 12


def test_a_short_date_as_the_english_write_it() -> None:
    with speaking("en"):
        assert short_date(date(2026, 6, 1), date(2026, 9, 8)) == "1 June"
        assert short_date(date(2027, 12, 1), date(2026, 9, 8)) == "1 Dec 2027"
