"""To the reviewer: mail to a member comes back."""

from bot.domain.language import t
from bot.domain.notices import Unreachable
from bot.domain.sentences import out_of_reach, shortened
from cards.blocks import FALLBACK, occasion_line
from cards.elements import Element, card, heading, links, sentence


def summary(notice: Unreachable) -> str:
    """Tell it in one line."""
    return t("Mail til {name} kan ikke leveres").format(name=shortened(notice.name, 80))


def build(notice: Unreachable) -> Element:
    """Say why, and lead to where it can be put right."""
    body = [heading(summary(notice))]
    if notice.occasion:
        body.append(occasion_line(notice.occasion))
    body += [sentence(one, spacing="Medium") for one in out_of_reach(notice)]
    page = links(t("Se opgaverne"), notice.occasion.link if notice.occasion else notice.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)
