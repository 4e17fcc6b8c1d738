"""What an owner reads and may press on an assignment and a reminder."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.domain.followups import Status
from bot.domain.notices import Assignment, Outcome, Task
from bot.domain.verbs import Verb
from cards.rendering import render, summary
from tests.cards.examples import ASSIGNMENT, HANDED_OVER, OCCASION, REMINDER, TASK, TASKS
from tests.cards.reading import inputs, parts, presses, words


def _one(task: Task) -> Assignment:
    return Assignment(OCCASION, "Tilde Vangsgaard", (task,))


def test_it_says_what_when_where_it_stands_and_why() -> None:
    seen = words(render(ASSIGNMENT)).splitlines()
    assert seen[:3] == [
        "Dine opgaver fra mødet",
        "Møde i børnenetværket · 20. november 2026 · Netværk for børn og unge",
        "1. Indsende eksempler på sagsgange til sekretariatet",
    ]
    assert "Frist: 1. december 2026" in seen
    assert (
        "»Tilde Vangsgaard sender eksempler på sagsgange til sekretariatet inden 1. december.«"
        " · 4. Sagsgange"
    ) in seen
    assert (
        "Frist: 10. november 2026 – fristen er overskredet · i gang · på vegne af Ringsted Kommune"
        " · sammen med Mogens Lyngbye og Faxe Kommune"
    ) in seen
    assert "Frist: 1. december 2026 · meldt færdig" in seen
    assert "Ingen frist · søger en ansvarlig" in seen


def test_a_lone_task_has_no_number_unless_a_reply_must_use_it() -> None:
    assert TASK.task in words(render(_one(TASK))).splitlines()
    assert f"3. {TASK.task}" in words(render(_one(replace(TASK, number=3)))).splitlines()


def test_it_tells_why_one_gets_it_how_to_answer_and_how_to_stop() -> None:
    seen = words(render(_one(TASK)))
    assert "Du får beskeden, fordi referatet nævner dig." in seen
    assert "Du kan også skrive »færdig« eller »udsæt til 1/6«." in seen
    assert "Skriv »stop«, hvis du ikke vil have beskeder fra Bolden" in seen
    assert "fordi Tilde Vangsgaard har peget på dig." in words(render(HANDED_OVER))


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (Status.OPEN, ["Færdig", "I gang", "Udsæt", "Ikke mig", "Sidder fast"]),
        (Status.ACCEPTED, ["Færdig", "Udsæt", "Ikke mig", "Sidder fast"]),
        (Status.BLOCKED, ["Færdig", "I gang", "Udsæt", "Ikke mig"]),
        (Status.REPORTED_DONE, []),
        (Status.DECLINED, []),
        (Status.HANDED_OVER, []),
        (Status.CONFIRMED, []),
        (Status.DROPPED, []),
    ],
)
def test_the_state_decides_what_may_be_pressed(status: Status, offered: list[str]) -> None:
    found = parts(render(_one(replace(TASK, status=status))))
    rows = [part["actions"] for part in found if part.get("type") == "ActionSet"]
    shown = [button["title"] for row in rows for button in row]
    assert shown == offered + ["Gem ny frist"] * bool(offered)
    assert all(len(row) <= 3 for row in rows)  # more do not fit a phone


@pytest.mark.parametrize(
    ("status", "done", "said", "facts"),
    [
        (
            Status.ACCEPTED,
            Outcome(Verb.ACCEPT),
            "Noteret: opgaven er i gang.",
            "Frist: 1. december 2026",
        ),
        (
            Status.ACCEPTED,
            Outcome(Verb.POSTPONE, due=dt.date(2026, 12, 1)),
            "Noteret: fristen for opgaven er nu 1. december 2026.",
            "Frist: 1. december 2026 · i gang",
        ),
        (
            Status.HANDED_OVER,
            Outcome(Verb.DECLINE, to="Mogens Lyngbye"),
            "Noteret: opgaven er givet videre til Mogens Lyngbye.",
            "Frist: 1. december 2026",
        ),
    ],
)
def test_what_was_pressed_is_said_in_its_place_with_the_way_back(
    status: Status, done: Outcome, said: str, facts: str
) -> None:
    card = render(_one(replace(TASK, status=status, noted=done)))
    seen = words(card).splitlines()
    assert facts in seen
    assert seen[seen.index(said) + 1] == "[Fortryd]"
    (undo,) = [button for button in presses(card) if button["title"] == "Fortryd"]
    assert undo["data"] == {"verb": "followup.undo", "ownership_id": "12"}


def test_each_button_names_its_own_task() -> None:
    card = render(ASSIGNMENT)
    finishing = [button["data"] for button in presses(card) if button["title"] == "Færdig"]
    assert finishing == [
        {"verb": "followup.finish", "ownership_id": "12"},
        {"verb": "followup.finish", "ownership_id": "13"},
        {"verb": "followup.finish", "ownership_id": "15"},
    ]


def test_a_new_date_belongs_to_its_task_and_goes_with_its_button_only() -> None:
    card = render(ASSIGNMENT)
    assert [field["id"] for field in inputs(card)] == ["due_12", "due_13", "due_15"]
    taking = {button["title"] for button in presses(card) if button["associatedInputs"] == "auto"}
    assert taking == {"Gem ny frist"}


def test_what_is_done_is_not_called_late() -> None:
    done = replace(TASK, status=Status.REPORTED_DONE, overdue=True)
    assert "overskredet" not in words(render(_one(done)))


def test_nothing_open_is_said() -> None:
    assert "Du har ikke noget åbent." in words(render(replace(ASSIGNMENT, tasks=())))


def test_a_reminder_looks_like_the_assignment_under_its_own_heading() -> None:
    seen = words(render(REMINDER)).splitlines()
    assert seen[0] == "Påmindelse om dine opgaver"
    assert "1. Indsende eksempler på sagsgange til sekretariatet" in seen


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (summary(_one(TASK)), f"Du har en opgave fra mødet: {TASK.task}"),
        (summary(ASSIGNMENT), "Du har 6 opgaver fra mødet Møde i børnenetværket"),
        (summary(REMINDER), "Påmindelse: Du har 2 åbne opgaver, 1 over fristen"),
        (
            summary(replace(REMINDER, tasks=TASKS[1:2])),
            "Fristen er overskredet: Afklare tal for ventetid på udredning",
        ),
    ],
)
def test_the_notification(line: str, expected: str) -> None:
    assert line == expected
