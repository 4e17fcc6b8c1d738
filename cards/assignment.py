"""To an owner after approval: all of theirs from one meeting."""

from bot.domain.notices import Assignment
from bot.domain.sentences import HOW_TO_ANSWER, HOW_TO_STOP, shortened, why_you
from cards.blocks import FALLBACK, occasion_line, page
from cards.budget import fitted
from cards.elements import Element, aside, card, container, heading
from cards.tasks import task_boxes


def summary(notice: Assignment) -> str:
    """Tell it in one line."""
    if len(notice.tasks) == 1:
        source = "" if notice.occasion.is_noted else " fra mødet"
        return f"Du har en opgave{source}: {shortened(notice.tasks[0].task, 80)}"
    return f"Du har {len(notice.tasks)} opgaver fra mødet {shortened(notice.occasion.title, 80)}"


def build(notice: Assignment) -> Element:
    """Show each task with its quote and its buttons."""
    return fitted(lambda shown, quotes: _build(notice, shown, quotes), len(notice.tasks))


def _title(notice: Assignment) -> str:
    title = "Din opgave" if len(notice.tasks) == 1 else "Dine opgaver"
    return title if notice.occasion.is_noted else f"{title} fra mødet"


def _part(notice: Assignment) -> list[Element]:
    """Which of several messages it is."""
    if notice.part is None:
        return []
    return [aside("Besked {} af {}".format(*notice.part), spacing="None")]


def _build(notice: Assignment, shown: int, quotes: bool) -> Element:
    body = [
        heading(_title(notice)),
        occasion_line(notice.occasion),
        *_part(notice),
        *task_boxes(notice.tasks, shown, quotes),
        container(
            [aside(f"{why_you(notice)} {HOW_TO_ANSWER}"), aside(HOW_TO_STOP)], separator=True
        ),
    ]
    return card(body, page(notice.occasion), speak=summary(notice), fallback=FALLBACK)
