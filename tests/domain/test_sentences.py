"""The sentences that cards and mails share."""

from datetime import date

import pytest

from bot.domain.notices import Outcome
from bot.domain.sentences import (
    certainty,
    due_line,
    outcome_sentence,
    quoted,
    shortened,
    undo_hint,
)
from bot.domain.verbs import Verb


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome(Verb.FINISH, "Booke lokale"), "Noteret: »Booke lokale« er meldt færdig."),
        (Outcome(Verb.ACCEPT, "Booke lokale"), "Noteret: »Booke lokale« er i gang."),
        (
            Outcome(Verb.POSTPONE, "Booke lokale", due=date(2026, 6, 1)),
            "Noteret: fristen for »Booke lokale« er nu 1. juni 2026.",
        ),
        (
            Outcome(Verb.DECLINE, "Booke lokale"),
            "Noteret: »Booke lokale« er ikke din. Referenten finder en anden.",
        ),
        (
            Outcome(Verb.DECLINE, "Booke lokale", proposed="Ove Ru"),
            "Noteret: »Booke lokale« er ikke din. Referenten får at vide, at du peger på Ove Ru.",
        ),
        (
            Outcome(Verb.DECLINE, "Booke lokale", to="Gro Ellemose"),
            "Noteret: »Booke lokale« er givet videre til Gro Ellemose.",
        ),
        (Outcome(Verb.UNDO, "Booke lokale"), "Fortrudt: »Booke lokale« står som før."),
        (
            Outcome(Verb.UNDO, "Skole", undone=Verb.FRAME, seats=6, due=date(2026, 10, 1)),
            "Fortrudt: for »Skole« gælder igen 6 pladser, tilmelding senest 1. oktober 2026.",
        ),
        (
            Outcome(Verb.UNDO, "Skole", undone=Verb.CLOSE_GROUP),
            "Fortrudt: »Skole« er åben for tilmelding igen.",
        ),
        (Outcome(Verb.VOLUNTEER, "Skole"), "Du er meldt til »Skole«."),
        (Outcome(Verb.CLOSE_GROUP, "Skole"), "»Skole« er lukket for tilmelding."),
        (Outcome(Verb.PAUSE, due=date(2026, 8, 1)), "Du får ingen beskeder før 1. august 2026."),
        (
            Outcome(Verb.OPT_OUT),
            "Du får ikke flere beskeder. Skriv »start«, hvis du vil have dem igen.",
        ),
        (Outcome(Verb.RESUME), "Du får beskeder igen."),
        (
            Outcome(Verb.ASK),
            "Jeg er ikke sikker på, hvad du mener, så intet er ændret.",
        ),
        (Outcome(Verb.ASK, refusal="Hvilken opgave mener du?"), "Hvilken opgave mener du?"),
        (
            Outcome(Verb.FINISH, "Booke lokale", refusal="Den er lukket."),
            "»Booke lokale« er ikke ændret: Den er lukket.",
        ),
        (
            Outcome(Verb.EDIT, "Booke lokale", to="Gro Ellemose"),
            "»Booke lokale« er givet til Gro Ellemose.",
        ),
    ],
)
def test_what_was_done_in_one_line(outcome: Outcome, expected: str) -> None:
    assert outcome_sentence(outcome) == expected


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("about", ["Booke lokale", None])
@pytest.mark.parametrize("due", [date(2026, 6, 1), None])
@pytest.mark.parametrize("to", ["Gro Ellemose", None])
def test_every_outcome_is_a_sentence(
    verb: Verb, about: str | None, due: date | None, to: str | None
) -> None:
    said = outcome_sentence(Outcome(verb, about, due, to))
    assert said.endswith(".")
    assert "None" not in said
    assert "{" not in said
    assert said[0].isupper() or said[0] == "»"


def test_only_a_change_can_be_taken_back() -> None:
    assert undo_hint([Outcome(Verb.FRAME, "Skole"), Outcome(Verb.NOTE, "Skole")]) is None
    assert undo_hint([Outcome(Verb.HELP), Outcome(Verb.FINISH)])
    assert undo_hint([Outcome(Verb.FRAME, "Skole"), Outcome(Verb.NOTE, "Skole")]) is None
    assert undo_hint([Outcome(Verb.HELP), Outcome(Verb.STATUS), Outcome(Verb.UNDO)]) is None
    assert undo_hint([Outcome(Verb.FINISH, refusal="Nej.")]) is None
    assert undo_hint([]) is None


@pytest.mark.parametrize(
    ("due", "said", "overdue", "expected"),
    [
        (date(2026, 12, 1), "snart", False, "Frist: 1. december 2026"),
        (date(2026, 12, 1), None, True, "Frist: 1. december 2026 – fristen er overskredet"),
        (None, "snarest", False, "Frist: snarest"),
        (None, None, False, "Ingen frist"),
    ],
)
def test_the_due_date_in_words(
    due: date | None, said: str | None, overdue: bool, expected: str
) -> None:
    assert due_line(due, said, overdue) == expected


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (1.0, "sikker"),
        (0.9, "sikker"),
        (0.89, "temmelig sikker"),
        (0.5, "temmelig sikker"),
        (0.49, "usikker"),
    ],
)
def test_confidence_in_words(confidence: float, expected: str) -> None:
    assert certainty(confidence) == expected


def test_long_words_are_cut() -> None:
    assert shortened("en to tre", 9) == "en to tre"
    assert shortened("en to tre fire", 9) == "en to…"
    assert shortened("en to tre fire", 10) == "en to tre…"
    assert shortened("x" * 20, 5) == "xxxx…"
    assert quoted("en\nto") == "»en to«"
