"""One owner's tasks with their buttons, as assignment and reminder show them."""

from collections.abc import Sequence

from bot.domain.followups import PENDING, Status, next_status
from bot.domain.language import t
from bot.domain.notices import Task
from bot.domain.sentences import NOTHING_OPEN, outcome_sentence
from bot.domain.verbs import Verb
from bot.domain.wording import joined, status_word
from cards.blocks import behalf_runs, due_run, quote_line, task_line
from cards.elements import (
    Element,
    aside,
    buttons,
    container,
    date_input,
    line,
    literal,
    press,
    run,
    sentence,
    toggle,
)


def task_boxes(tasks: Sequence[Task], shown: int, quotes: bool) -> list[Element]:
    """The first tasks, and how many more there are."""
    if not tasks:
        return [sentence(t(NOTHING_OPEN), spacing="Medium")]
    numbered = len(tasks) > 1 or any(task.number != 1 for task in tasks)
    boxes = [_box(task, quotes, numbered) for task in tasks[:shown]]
    hidden = len(tasks) - shown
    more = t("… og {count} mere. Skriv »mine« for at se alle.").format(count=hidden)
    return boxes + ([aside(more, spacing="Medium")] if hidden > 0 else [])


def _box(task: Task, quotes: bool, numbered: bool) -> Element:
    items = [task_line(task.task, task.number if numbered else None), _facts(task)]
    if quotes and task.status in PENDING:
        items += quote_line(task.quote, task.item)
    return container(items + _confirmation(task) + _choices(task), separator=True)


def _facts(task: Task) -> Element:
    """By when, where it stands, for whom and with whom."""
    runs = [due_run(task.due, task.due_words, task.overdue and task.status in PENDING)]
    is_said_below = task.noted and task.noted.verb is not Verb.POSTPONE
    if task.status is not Status.OPEN and not is_said_below:
        runs += [run(" · "), run(status_word(task.status), bold=True)]
    runs += behalf_runs(task.behalf)
    if task.together_with:
        names = literal(joined(task.together_with))
        runs.append(run(t(" · sammen med {names}").format(names=names)))
    return line(*runs, spacing="Small")


def _confirmation(task: Task) -> list[Element]:
    """What the owner did last, and the way back."""
    if task.noted is None:
        return []
    undo = press(t("Fortryd"), Verb.UNDO, {"ownership_id": task.ownership_id})
    return [container([sentence(outcome_sentence(task.noted)), buttons(undo)], style="emphasis")]


def _choices(task: Task) -> list[Element]:
    """What the owner may answer from this state; a row must fit a phone, or its end is cut."""
    ids = {"ownership_id": task.ownership_id}
    if task.status not in PENDING:
        return []
    panel = f"new_due_{task.ownership_id}"
    first = [press(t("Færdig"), Verb.FINISH, ids, style="positive")]
    if next_status(task.status, Verb.ACCEPT):
        first.append(press(t("I gang"), Verb.ACCEPT, ids))
    first.append(toggle(t("Udsæt"), panel))
    second = [press(t("Ikke mig"), Verb.DECLINE, ids)]
    if next_status(task.status, Verb.BLOCK):
        second.append(press(t("Sidder fast"), Verb.BLOCK, ids))
    new_due = [
        date_input(f"due_{task.ownership_id}", t("Ny frist")),
        buttons(press(t("Gem ny frist"), Verb.POSTPONE, ids, with_inputs=True)),
    ]
    return [buttons(*first), buttons(*second), container(new_due, hidden_as=panel)]
