"""To whoever approved by the link in a mail: what came of it."""

from bot.domain.approving import heading as approved
from bot.domain.approving import lines
from bot.domain.notices import Approved
from bot.domain.sentences import shortened
from cards.blocks import FALLBACK, occasion_line
from cards.elements import Element, card, heading, sentence


def summary(notice: Approved) -> str:
    """Tell it in one line."""
    return f"{approved(notice)}: {shortened(notice.occasion.title, 80)}"


def build(notice: Approved) -> Element:
    """Say how many were told."""
    body = [heading(approved(notice)), occasion_line(notice.occasion)]
    body += [sentence(one, spacing="Medium") for one in lines(notice)]
    return card(body, speak=summary(notice), fallback=FALLBACK)
