"""To somebody whose mail was answered by who knows whom."""

from bot.domain.language import t
from bot.domain.notices import UnsureSender
from bot.domain.unsure import said
from cards.blocks import FALLBACK
from cards.elements import Element, card, heading, sentence


def summary(_notice: UnsureSender) -> str:
    """Tell it in one line."""
    return t("Et svar, vi ikke kunne bekræfte")


def build(notice: UnsureSender) -> Element:
    """Say what came of it, and what helps."""
    body = [heading(summary(notice))]
    body += [sentence(one, spacing="Medium") for one in said(notice)]
    return card(body, [], speak=summary(notice), fallback=FALLBACK)
