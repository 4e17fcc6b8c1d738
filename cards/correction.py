"""To an owner: what corrected minutes changed in their tasks."""

from bot.domain import corrected
from bot.domain.language import t
from bot.domain.notices import Corrected, Correction, Superseded
from bot.domain.sentences import HOW_TO_STOP, shortened
from cards.blocks import FALLBACK, occasion_line, page, task_line
from cards.budget import fitted
from cards.elements import Element, aside, card, container, heading, sentence


def summary(notice: Correction) -> str:
    """Tell it in one line."""
    task = notice.tasks[0].after or notice.tasks[0].before
    return f"{corrected.title(notice)}: {shortened(task.task, 80)}"


def build(notice: Correction) -> Element:
    """Show each task with what became of it."""
    return fitted(lambda shown, _quotes: _build(notice, shown), len(notice.tasks))


def _build(notice: Correction, shown: int) -> Element:
    body = [
        heading(corrected.title(notice)),
        occasion_line(notice.occasion),
        sentence(corrected.lead(notice), spacing="Medium"),
        *(_box(task) for task in notice.tasks[:shown]),
        container([aside(corrected.why(notice)), aside(t(HOW_TO_STOP))], separator=True),
    ]
    return card(body, page(notice.occasion), speak=summary(notice), fallback=FALLBACK)


def _box(task: Corrected) -> Element:
    words = (task.after or task.before).task
    said = [sentence(one, spacing="Small") for one in corrected.told(task)]
    return container([task_line(words, task.number), *said], separator=True)


def superseded_summary(notice: Superseded) -> str:
    """Tell it in one line."""
    return t("Rettet udgave: {title}").format(title=shortened(notice.occasion.title, 80))


def superseded(notice: Superseded) -> Element:
    """Show where a review was asked for that it goes on further down."""
    said = t(
        "Der er kommet en rettet udgave af referatet. Gennemgangen fortsætter i den nye besked "
        "herunder, og det, du har rettet, er med."
    )
    body = [
        heading(t("Afløst af en rettet udgave")),
        occasion_line(notice.occasion),
        sentence(said, spacing="Medium"),
    ]
    return card(body, page(notice.occasion), speak=superseded_summary(notice), fallback=FALLBACK)
