"""Date expressions: what they mean, and what is no date at all."""

from datetime import date

import pytest

from bot.domain.meetings import Precision
from bot.minutes.dates import find_due, full_dates

BASE = date(2026, 3, 6)  # a Friday
NEXT = date(2026, 5, 8)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Senest 14/8 sendes listen", date(2026, 8, 14)),
        ("tages op 11/2-2027", date(2027, 2, 11)),
        ("inden 1. december", date(2026, 12, 1)),
        ("senest d. 13.5.2027", date(2027, 5, 13)),
        ("gælder pr. 1/9", date(2026, 9, 1)),
        ("onsdag d. 21./4. kl. 19", date(2026, 4, 21)),
        ("frist 2026-06-01", date(2026, 6, 1)),
        ("frist 2026.06.01", date(2026, 6, 1)),
        ("den 5.10 2026", date(2026, 10, 5)),
        ("12-maj-2026", date(2026, 5, 12)),
        ("fredag den 19. august kl. 9-11", date(2026, 8, 19)),
        ("30. sept.", date(2026, 9, 30)),
        ("senest 1. feb", date(2027, 2, 1)),  # earlier in the year than the meeting: the next one
        ("uge 34", date(2026, 8, 21)),  # the Friday
        ("i uge 3", date(2027, 1, 22)),
        ("mandag i uge 34", date(2026, 8, 17)),
        ("i august", date(2026, 8, 31)),
        ("om 6 uger", date(2026, 4, 17)),
        ("om fjorten dage eller om 14 dage", date(2026, 3, 20)),
        ("jeg gør det i morgen", date(2026, 3, 7)),
        ("det når jeg på fredag", date(2026, 3, 13)),
        ("på mandag", date(2026, 3, 9)),
        ("til næste møde", NEXT),
        ("på det kommende bestyrelsesmøde", NEXT),
        ("til næste styregruppemøde 14/8", date(2026, 8, 14)),
        ("temadag 11/6, tilmelding senest 1/6", date(2026, 6, 1)),
        ("snarest og senest 1. april", date(2026, 4, 1)),
        ("20.-21. november", date(2026, 11, 21)),
        ("ultimo juni", date(2026, 6, 30)),
        ("sidst i juni", date(2026, 6, 30)),
        ("inden juni", date(2026, 5, 31)),
        ("på mødet i maj", NEXT),
        ("et udkast til bestyrelsesmødet i maj", NEXT),
        ("sendes i maj", date(2026, 5, 31)),
        ("på mødet i oktober", date(2026, 10, 31)),  # not the next one
        ("et budget til majmødet", NEXT),
        ("punktet er på igen i maj", NEXT),
        ("genoptages i maj", NEXT),
        ("vi ses 2. torsdag i april", date(2026, 4, 9)),
        ("sidste fredag i april", date(2026, 4, 24)),
        ("første mandag i september", date(2026, 9, 7)),
        ("medbringer svar til oktobermødet", date(2026, 10, 31)),
        ("svar senest den 24.", date(2026, 3, 24)),
        ("svar senest 1.4.", date(2026, 4, 1)),
        ("skal være klar inden 15.4, tak", date(2026, 4, 15)),
        ("holdes tirsdag 7.4.", date(2026, 4, 7)),
        ("senest d. 5, tak", date(2026, 4, 5)),  # the 5th of March is past
    ],
)
def test_a_single_day(text: str, day: date) -> None:
    due = find_due(text, BASE, NEXT)
    assert due is not None
    assert due.day == day


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("medio maj", Precision.PART_OF_MONTH),
        ("i starten af april", Precision.PART_OF_MONTH),
        ("først i juni", Precision.PART_OF_MONTH),
        ("1. kvartal 2027", Precision.QUARTER),
        ("inden sommerferien", Precision.LOOSE),
        ("til efteråret", Precision.LOOSE),
        ("snarest muligt", Precision.LOOSE),
        ("om 2 måneder", Precision.LOOSE),
        ("sidste weekend i august", Precision.LOOSE),
    ],
)
def test_what_is_said_loosely_gives_no_day(text: str, precision: Precision) -> None:
    due = find_due(text, BASE)
    assert due is not None
    assert (due.precision, due.day) == (precision, None)


@pytest.mark.parametrize(
    "text",
    [
        "børn på 2.-3. år",
        "regnskab 2021-22",
        "efter § 42",
        "en stigning på 17 %",
        "jf. punkt 2.1 og 3.2",
        "senest 1.2 mio. kr.",
        "inden 2.5 procent er brugt",
        "kl. 13.30",
        "4/5 af medlemmerne",
        "1064 svar",
        "på mødet 11/2-2022",  # long past
        "lån 1/3 del",
        "spørger Ylva om uge 17",
        "kort skal vises fra 1. november",
        "broen er åben fra mandag d. 3. august",
        "taler med Ylva om den 3. maj",
        "foreslår to dage i september",
        "finder datoer i uge 40",
        "ses en aften (uge 36 eller 37)",
        "Ylva fortæller om kongressen i september",
        "Ylva kommer fra og med næste møde",
        "Sorø (Ylva som ny leder og medlem af rådet fra den 1/8) fortsætter",
        "ringer til Ylva om at ses på broen den 2. maj",
        "skriver til Ylva (som er formand fra 1/8) om broen",
        "tages op igen, når lederne samles i august",
        "",
    ],
)
def test_what_is_no_date_ahead(text: str) -> None:
    assert find_due(text, BASE) is None


def test_next_meeting_without_a_known_day() -> None:
    due = find_due("på næste møde", BASE)
    assert due is not None
    assert (due.precision, due.day) == (Precision.MEETING, None)


def test_the_words_are_kept() -> None:
    due = find_due("Bo sender listen senest fredag den 3. april.", BASE)
    assert due is not None
    assert due.words == "senest fredag den 3. april"


def test_full_dates_need_their_year() -> None:
    text = "Tid: 21.04.2026 kl. 9-12, se mødet 5/9-19 og 3. maj"
    assert [day for _, day in full_dates(text)] == [date(2026, 4, 21), date(2019, 9, 5)]
