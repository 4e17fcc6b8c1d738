"""What somebody who wrote reads back."""

from dataclasses import replace

import pytest

from bot.domain.notices import Answer, Outcome
from bot.domain.verbs import Verb
from cards.rendering import note, render, summary
from tests.cards.examples import ANSWER, TASKS
from tests.cards.reading import words


def _answer(*outcomes: Outcome) -> str:
    return words(render(Answer("Tilde Vangsgaard", outcomes, ())))


def test_each_thing_understood_has_a_line_then_comes_what_is_open() -> None:
    assert words(render(ANSWER)) == (
        "Noteret: »Indsende eksempler« er meldt færdig.\n"
        "Noteret: fristen for »Afklare tal« er nu 1. juni 2026.\n"
        "»Booke lokale« er ikke ændret: Opgaven er allerede meldt færdig.\n"
        "Det har du åbent\n"
        "1. Indsende eksempler på sagsgange til sekretariatet – Frist: 1. december 2026\n"
        "2. Afklare tal for ventetid på udredning – Frist: 10. november 2026"
        " – fristen er overskredet · på vegne af Ringsted Kommune\n"
        "Skriv »fortryd«, hvis jeg tog fejl.\n"
        "[Se referatet]"
    )


def test_the_same_task_for_two_municipalities_can_be_told_apart() -> None:
    unclear = (Outcome(Verb.ASK, refusal="Hvilket nummer?"),)
    twice = [
        replace(TASKS[0], number=number, behalf=body)
        for number, body in ((1, "Greve Kommune"), (2, "Køge Kommune"))
    ]
    first, second = words(render(Answer("Tilde", unclear, tuple(twice)))).splitlines()[-2:]
    assert first.startswith("1. ") and first.endswith(" · på vegne af Greve Kommune")
    assert second.startswith("2. ") and second.endswith(" · på vegne af Køge Kommune")


def test_where_nothing_changed_there_is_nothing_to_take_back() -> None:
    assert "fortryd«, hvis" not in _answer(Outcome(Verb.ASK))
    assert "fortryd«, hvis" not in _answer(Outcome(Verb.FINISH, "Noget", refusal="Nej."))
    assert "fortryd«, hvis" in _answer(Outcome(Verb.FINISH, "Noget"))


@pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.POSTPONE, Verb.UNDO])
def test_what_was_answered_and_is_still_open_is_listed_too(verb: Verb) -> None:
    done = Outcome(verb, TASKS[0].task)
    told = words(render(Answer("Tilde", (done,), TASKS[:2])))
    assert "1. Indsende eksempler" in told
    assert "2. Afklare tal" in told


def test_who_wants_quiet_gets_no_list() -> None:
    for verb in (Verb.OPT_OUT, Verb.PAUSE):
        assert "åbent" not in words(render(Answer("Tilde", (Outcome(verb),), TASKS)))
    assert "åbent" in words(render(Answer("Tilde", (Outcome(Verb.RESUME),), TASKS)))


def test_help_is_told_in_lines() -> None:
    assert len(_answer(Outcome(Verb.HELP)).splitlines()) == 7


def test_status_tells_what_is_open_or_that_nothing_is() -> None:
    nothing = _answer(Outcome(Verb.STATUS))
    assert nothing == "Her er din status.\nDu har ikke noget åbent."
    something = words(render(Answer("Tilde", (Outcome(Verb.STATUS),), TASKS[:1])))
    assert "1. Indsende eksempler" in something


def test_the_notification() -> None:
    assert summary(ANSWER) == "Noteret: »Indsende eksempler« er meldt færdig."
    assert summary(Answer("Tilde", (), ())) == "Du har ikke noget åbent."
    assert summary(Answer("Tilde", (), TASKS)) == "Åbne opgaver: 6"


def test_a_note_says_its_sentence() -> None:
    assert words(note("Det er for sent: opgaven er lukket.")) == (
        "Det er for sent: opgaven er lukket."
    )
