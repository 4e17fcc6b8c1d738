"""An entry is sure only where its owner and its date are."""

from datetime import date

from bot.domain.meetings import Due, Party, PartyKind, Precision
from bot.minutes.certainty import certainty
from bot.minutes.clauses import units
from bot.minutes.frames import Frame, frame_of
from bot.minutes.parties import Register
from bot.minutes.rosters import roster
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text

DAY = date(2026, 5, 1)
DUE = Due("1. maj", Precision.DAY, DAY, DAY)
YLVA = Party(PartyKind.PERSON, "Ylva Haslund")


def frame(said: str) -> Frame:
    lines = ["Til stede: Ylva Haslund, Cemal Yildirim", "", said]
    passages = sections(blocks_of_text(lines))
    register = Register(roster(passages), "\n".join(lines))
    return frame_of(units(passages, lines)[-1], register)


def test_a_person_who_opens_a_short_clause_is_surer_than_a_body_in_a_long_one() -> None:
    short = certainty(0.97, frame("Ylva ringer til havnen."), (YLVA,), None)
    long = certainty(
        0.97,
        frame("Det er aftalt: bestyrelsen ser på havnens kraner, når de er sat op til foråret."),
        (Party(PartyKind.GROUP, "Bestyrelsen"),),
        None,
    )
    assert short >= 0.9 > long >= 0.5


def test_a_day_and_a_doubt_make_an_entry_less_sure() -> None:
    clause = frame("Ylva ringer til havnen.")
    plain = certainty(0.97, clause, (YLVA,), None)
    doubtful = Party(PartyKind.PERSON, "Ylva", doubt="to hedder Ylva")
    assert certainty(0.97, clause, (YLVA,), DUE) < plain
    assert 0.5 <= certainty(0.97, clause, (doubtful,), None) < 0.9


def test_what_is_only_offered_keeps_its_confidence() -> None:
    assert certainty(0.3, frame("Ylva ringer til havnen."), (YLVA,), None) == 0.3
