"""To an owner after approval: all of theirs from one meeting."""

from bot.domain.notices import Assignment
from bot.domain.sentences import HOW_TO_ANSWER, HOW_TO_STOP, shortened, why_you
from cards.blocks import FALLBACK, occasion_line
from cards.budget import fitted
from cards.elements import Element, aside, card, container, heading, links
from cards.tasks import task_boxes


def summary(notice: Assignment) -> str:
    """Tell it in one line."""
    if len(notice.tasks) == 1:
        return f"Du har en opgave fra mødet: {shortened(notice.tasks[0].task, 80)}"
    return f"Du har {len(notice.tasks)} opgaver fra mødet {shortened(notice.occasion.title, 80)}"


def build(notice: Assignment) -> Element:
    """Show each task with its quote and its buttons."""
    return fitted(lambda shown, quotes: _build(notice, shown, quotes), len(notice.tasks))


def _build(notice: Assignment, shown: int, quotes: bool) -> Element:
    body = [
        heading("Din opgave fra mødet" if len(notice.tasks) == 1 else "Dine opgaver fra mødet"),
        occasion_line(notice.occasion),
        *task_boxes(notice.tasks, shown, quotes),
        container(
            [aside(f"{why_you(notice)} {HOW_TO_ANSWER}"), aside(HOW_TO_STOP)], separator=True
        ),
    ]
    page = links("Se referatet", notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)
