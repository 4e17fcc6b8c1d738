"""To somebody who wrote: what was understood and done, and what is still open."""

from bot.domain.language import t
from bot.domain.notices import Answer, Outcome, Task
from bot.domain.sentences import HELP, NOTHING_OPEN, outcome_sentence, shortened, undo_hint
from bot.domain.verbs import Verb
from cards.blocks import FALLBACK, behalf_runs, due_run, languages, left_out
from cards.budget import fitted
from cards.elements import (
    Element,
    aside,
    buttons,
    card,
    container,
    line,
    links,
    literal,
    run,
    sentence,
)

#: nobody asks for more than this in one go, but a machine might
_MOST = 20


def summary(notice: Answer) -> str:
    """Tell it in one line."""
    if not notice.outcomes:
        if not notice.tasks:
            return t(NOTHING_OPEN)
        return t("Åbne opgaver: {count}").format(count=len(notice.tasks))
    return shortened(outcome_sentence(notice.outcomes[0]), 140)


def build(notice: Answer) -> Element:
    """Say each thing that was understood, then what is left."""
    return fitted(lambda shown, _: _build(notice, shown), len(notice.still_open))


def _build(notice: Answer, shown: int) -> Element:
    said = [text for outcome in notice.outcomes[:_MOST] for text in _said(outcome)]
    body = [sentence(text) for text in said]
    body += left_out(len(notice.outcomes) - _MOST)
    if any(outcome.asks_for_language for outcome in notice.outcomes):
        body.append(buttons(*languages()))
    body += _still_open(notice, shown)
    hint = undo_hint(notice.outcomes)
    if hint:
        body.append(aside(hint, spacing="Medium"))
    page = links(t("Se referatet"), notice.occasion.link) if notice.occasion else []
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _said(outcome: Outcome) -> tuple[str, ...]:
    helps = outcome.verb is Verb.HELP and outcome.refusal is None
    return tuple(map(t, HELP)) if helps else (outcome_sentence(outcome),)


def _still_open(notice: Answer, shown: int) -> list[Element]:
    if not notice.still_open:
        return [sentence(t(NOTHING_OPEN))] if notice.asks_for_status else []
    told = [_task(task) for task in notice.still_open[:shown]]
    title = line(run(t("Det har du åbent"), bold=True))
    return [container([title, *told, *left_out(len(notice.still_open) - shown)], separator=True)]


def _task(task: Task) -> Element:
    what = run(f"{task.number}. {literal(task.task, 160)} – ")
    due = due_run(task.due, task.due_words, task.overdue)
    return line(what, due, *behalf_runs(task.behalf), spacing="Small")
