"""To an owner after approval: all of theirs from one meeting."""

from bot.domain.language import t, tn
from bot.domain.notices import Assignment
from bot.domain.sentences import HOW_TO_ANSWER, HOW_TO_STOP, shortened, why_you
from cards.blocks import FALLBACK, occasion_line, page
from cards.budget import fitted
from cards.elements import Element, aside, card, container, heading
from cards.tasks import task_boxes


def summary(notice: Assignment) -> str:
    """Tell it in one line."""
    if len(notice.tasks) == 1:
        said = _one(notice.occasion.is_noted)
        return said.format(task=shortened(notice.tasks[0].task, 80))
    title = shortened(notice.occasion.title, 80)
    return t("Du har {count} opgaver fra mødet {title}").format(
        count=len(notice.tasks), title=title
    )


def _one(is_noted: bool) -> str:
    return t("Du har en opgave: {task}") if is_noted else t("Du har en opgave fra mødet: {task}")


def build(notice: Assignment) -> Element:
    """Show each task with its quote and its buttons."""
    return fitted(lambda shown, quotes: _build(notice, shown, quotes), len(notice.tasks))


def _title(notice: Assignment) -> str:
    if notice.occasion.is_noted:
        return tn("Din opgave", "Dine opgaver", len(notice.tasks))
    return tn("Din opgave fra mødet", "Dine opgaver fra mødet", len(notice.tasks))


def _part(notice: Assignment) -> list[Element]:
    """Which of several messages it is."""
    if notice.part is None:
        return []
    number, all_of_them = notice.part
    said = t("Besked {number} af {all}").format(number=number, all=all_of_them)
    return [aside(said, spacing="None")]


def _build(notice: Assignment, shown: int, quotes: bool) -> Element:
    body = [
        heading(_title(notice)),
        occasion_line(notice.occasion),
        *_part(notice),
        *task_boxes(notice.tasks, shown, quotes),
        container(
            [aside(f"{why_you(notice)} {t(HOW_TO_ANSWER)}"), aside(t(HOW_TO_STOP))], separator=True
        ),
    ]
    return card(body, page(notice.occasion), speak=summary(notice), fallback=FALLBACK)
