"""To a substitute: for whom, until when, and what of the other's is open."""

from bot.domain import standing_in
from bot.domain.language import t
from bot.domain.notices import Substitute
from bot.domain.sentences import HOW_TO_STOP
from cards.blocks import FALLBACK
from cards.budget import fitted
from cards.elements import Element, aside, card, container, heading, sentence
from cards.tasks import task_boxes


def summary(notice: Substitute) -> str:
    """Tell it in one line."""
    return standing_in.title(notice)


def build(notice: Substitute) -> Element:
    """Show each task with its buttons; whose time is over sees nothing of them."""
    return fitted(lambda shown, quotes: _build(notice, shown, quotes), len(notice.tasks))


def _build(notice: Substitute, shown: int, quotes: bool) -> Element:
    body = [heading(standing_in.title(notice)), sentence(standing_in.lead(notice))]
    if notice.tasks:
        body += task_boxes(notice.tasks, shown, quotes)
    elif not notice.is_over and notice.starts_on is None:
        body.append(sentence(t(standing_in.NOTHING_OPEN)))
    body.append(container([aside(standing_in.why(notice)), aside(t(HOW_TO_STOP))], separator=True))
    return card(body, speak=summary(notice), fallback=FALLBACK)
