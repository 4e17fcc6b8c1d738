"""Cards stay within what Teams takes, however much there is to say."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.notices import Assignment, ChannelTasks, Choice, Notice, Outcome, Volunteer
from bot.domain.verbs import Verb
from bot.followups.announcing import CARD_HOLDS
from cards.budget import LIMIT, weight
from cards.rendering import render
from tests.cards import examples
from tests.cards.reading import titles, words

LONG = "Der udarbejdes en beskrivelse af sagsgangen med ÆØÅ og eksempler. " * 60


def _assignment(count: int, quote: str = "Kort citat.") -> dict[str, Any]:
    tasks = tuple(
        replace(examples.TASK, ownership_id=n, number=n, task=f"Opgave nr. {n}", quote=quote)
        for n in range(1, count + 1)
    )
    return render(Assignment(examples.OCCASION, "Tilde Vangsgaard", tasks))


def test_a_few_tasks_are_shown_whole() -> None:
    seen = words(_assignment(4))
    assert "Opgave nr. 4" in seen
    assert seen.count("»Kort citat.«") == 4
    assert "mere på tavlen" not in seen


def test_quotes_go_before_any_task_does() -> None:
    full = next(n for n in range(2, 40) if "»Der" not in words(_assignment(n, LONG)))
    seen = words(_assignment(full, LONG))
    assert f"Opgave nr. {full}" in seen
    assert "mere på tavlen" not in seen


def test_of_a_hundred_tasks_the_first_are_shown_and_the_rest_counted() -> None:
    card = _assignment(100)
    seen = words(card)
    shown = titles(card).count("Færdig")
    assert weight(card) <= LIMIT
    assert shown >= 8
    assert f"Opgave nr. {shown}\n" in seen
    assert f"… og {100 - shown} mere. Skriv »mine« for at se alle." in seen
    assert "Skriv »stop«" in seen
    assert "[Se referatet]" in seen


def _flood() -> dict[str, Notice]:
    many = range(1, 101)
    task = replace(
        examples.TASK, task=LONG, quote=LONG, item=LONG, behalf=LONG, together_with=(LONG,) * 50
    )
    draft = replace(
        examples.DRAFTS[1], task=LONG, quote=LONG, doubt=LONG, owners=(LONG,) * 50, due_words=LONG
    )
    occasion = replace(examples.OCCASION, title=LONG, network=LONG)
    choices = tuple(Choice(f"person:{n}", LONG) for n in range(500))
    roster = tuple(Volunteer(f"{n} {LONG}", LONG, Verb.VOLUNTEER) for n in many)
    line = examples.digest_line(LONG, LONG, LONG)
    channel = replace(examples.FOR_ALL, task=LONG, quote=LONG, answered=(LONG,) * 98, asked=99)
    tasks = tuple(replace(task, ownership_id=n, number=n) for n in many)
    return {
        "review": replace(
            examples.REVIEW,
            occasion=occasion,
            drafts=tuple(replace(draft, follow_up_id=n, number=n) for n in many),
            choices=choices,
            groups=(LONG,) * 50,
            remarks=(LONG,) * 50,
        ),
        "assignment": Assignment(occasion, LONG, tasks, handed_over_by=LONG),
        "reminder": replace(examples.REMINDER, occasion=occasion, tasks=tasks),
        "call": replace(
            examples.CALL,
            occasion=occasion,
            name=LONG,
            convener=LONG,
            contact=LONG,
            quote=LONG,
            roster=roster,
        ),
        "roster": replace(examples.ROSTER, occasion=occasion, name=LONG, roster=roster),
        "channel": ChannelTasks(
            occasion, tuple(replace(channel, follow_up_id=n) for n in range(100))
        ),
        "sought": replace(
            examples.SOUGHT,
            occasion=occasion,
            task=LONG,
            quote=LONG,
            declined_by=LONG,
            choices=choices,
        ),
        "digest": replace(
            examples.DIGEST,
            network=LONG,
            done=(line,) * 100,
            new=(line,) * 100,
            overdue=(line,) * 100,
            unowned=(line,) * 100,
            groups=((LONG, LONG, 3, 2),) * 100,
        ),
        "answer": replace(
            examples.ANSWER,
            occasion=occasion,
            outcomes=(Outcome(Verb.DECLINE, LONG, to=LONG, refusal=LONG),) * 100,
            tasks=tasks,
        ),
    }


@pytest.mark.parametrize("name", _flood())
def test_even_a_flood_fits_and_says_that_there_is_more(name: str) -> None:
    card = render(_flood()[name])
    assert weight(card) <= LIMIT
    seen = words(card)
    assert "mere på" in seen or "Skriv »mine«" in seen or "Flere kan vælges på tavlen." in seen


def test_as_many_long_tasks_as_one_message_holds_are_all_shown() -> None:
    flood = _flood()["assignment"]
    assert isinstance(flood, Assignment)
    tasks = tuple(replace(task, noted=Outcome(Verb.BLOCK)) for task in flood.tasks[:CARD_HOLDS])
    assert "Skriv »mine«" not in words(render(replace(flood, tasks=tasks)))


def test_a_review_that_does_not_show_all_asks_to_look_before_approving() -> None:
    assert "Se dem, før du godkender." in words(render(_flood()["review"]))
