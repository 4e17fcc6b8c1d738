"""What words say of a substitute: who, from when, and the first day back."""

from datetime import date

import pytest

from handlers.replies.substituting import Substituting, substituting

TODAY = date(2026, 6, 23)
AUGUST, MONDAY = date(2026, 8, 1), date(2026, 8, 3)
JULY = (date(2026, 7, 6), date(2026, 7, 27))
WEEK_30 = (date(2026, 7, 20), date(2026, 7, 27))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Lars er min afløser til 1/8", Substituting("Lars", None, AUGUST)),
        ("min afløser er lars holm til 1/8", Substituting("lars holm", None, AUGUST)),
        (
            "Hej Bolden. Min afløser er Lars til den 1. august. Tak!",
            Substituting("Lars", None, AUGUST),
        ),
        ("til 1/8 er Lars min afløser", Substituting("Lars", None, AUGUST)),
        ("Lars Holm dækker for mig indtil 1. august", Substituting("Lars Holm", None, AUGUST)),
        ("Min afløser er Mette fra Køge til 1/8", Substituting("Mette", None, AUGUST)),
        ("Lars is my substitute until 1/8", Substituting("Lars", None, AUGUST)),
        # the last day away, not the first one back
        ("Lars er min afløser til og med 31/7", Substituting("Lars", None, AUGUST)),
        ("afløser: Lars Holm til uge 32", Substituting("Lars Holm", None, MONDAY)),
        ("Lars er min afløser fra 6/7 til 27/7", Substituting("Lars", *JULY)),
        ("Lars Holm er afløser for mig i uge 30", Substituting("Lars Holm", *WEEK_30)),
        # away, and whom to ask
        ("ferie til 3/8, spørg Mette", Substituting("Mette", None, MONDAY, pauses=True)),
        ("Ferie til 3/8. Spørg Mette Lund.", Substituting("Mette Lund", None, MONDAY, pauses=True)),
        (
            "Jeg holder ferie fra 6. til 27. juli, Mette Lund er min afløser",
            Substituting("Mette Lund", *JULY, pauses=True),
        ),
        ("Ferie i uge 30, kontakt Mette", Substituting("Mette", *WEEK_30, pauses=True)),
        # until when is not said, or not clearly
        ("Lars er min afløser", Substituting("Lars")),
        ("I ferien er Lars min afløser", Substituting("Lars")),
        ("Min afløser i uge 28-30 er Lars Holm", Substituting("Lars Holm")),
        ("Lars er min afløser til 1/6 2026", Substituting("Lars")),
        # nobody any more
        ("ingen afløser", Substituting(None)),
        ("Jeg har ikke længere nogen afløser", Substituting(None)),
        ("fjern min afløser", Substituting(None)),
    ],
)
def test_what_is_meant(text: str, meant: Substituting) -> None:
    assert substituting(text, TODAY) == meant


@pytest.mark.parametrize(
    "text",
    [
        "er Lars min afløser til 1/8?",
        "Lars er måske min afløser til 1/8",
        "Lars er ikke min afløser",
        "jeg er afløser for Birk til 1/8",
        "Jeg er kun vikar til 1/8",
        "min afløser har den",
        "Min afløser har sendt den til KL",
        "1 færdig, og Lars er min afløser til 1/8",
        # about a follow-up, not about being away
        "1: ikke mig, spørg Mette",
        "spørg Mette",
        "ferie til 3/8",
        "færdig",
        "Lars er min afløser til 1/8. " * 20,
    ],
)
def test_what_says_something_else(text: str) -> None:
    assert substituting(text, TODAY) is None
