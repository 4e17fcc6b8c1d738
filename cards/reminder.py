"""To an owner near or past the due date: what is still open."""

from bot.domain.language import t, tn
from bot.domain.notices import Reminder
from bot.domain.sentences import HOW_TO_ANSWER, HOW_TO_STOP, shortened, why_you
from cards.blocks import FALLBACK, occasion_line, page
from cards.budget import fitted
from cards.elements import Element, aside, card, container, heading
from cards.tasks import task_boxes


def summary(notice: Reminder) -> str:
    """Tell it in one line."""
    late = sum(task.overdue for task in notice.tasks)
    if len(notice.tasks) == 1:
        start = t("Fristen er overskredet: {task}") if late else t("Påmindelse: {task}")
        return start.format(task=shortened(notice.tasks[0].task, 80))
    start = t("Påmindelse: Du har {count} åbne opgaver")
    if late:
        start = t("Påmindelse: Du har {count} åbne opgaver, {late} over fristen")
    return start.format(count=len(notice.tasks), late=late)


def build(notice: Reminder) -> Element:
    """Show what is still open, with its buttons."""
    return fitted(lambda shown, quotes: _build(notice, shown, quotes), len(notice.tasks))


def _build(notice: Reminder, shown: int, quotes: bool) -> Element:
    body = [
        heading(tn("Påmindelse om din opgave", "Påmindelse om dine opgaver", len(notice.tasks))),
        occasion_line(notice.occasion),
        *task_boxes(notice.tasks, shown, quotes),
        container(
            [aside(f"{why_you(notice)} {t(HOW_TO_ANSWER)}"), aside(t(HOW_TO_STOP))], separator=True
        ),
    ]
    return card(body, page(notice.occasion), speak=summary(notice), fallback=FALLBACK)
