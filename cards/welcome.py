"""To somebody who has let the bot in: what it does, for whom, and how to stop it."""

from bot.domain import welcoming
from bot.domain.language import spoken, t
from bot.domain.notices import Welcome
from bot.domain.sentences import HOW_TO_STOP
from cards.blocks import FALLBACK, languages
from cards.elements import Element, aside, buttons, card, heading, sentence


def summary(notice: Welcome) -> str:
    """Tell it in one line."""
    return f"{t(welcoming.TITLE)}. {welcoming.who_asked(notice)}"


def build(notice: Welcome) -> Element:
    """Say it once, so that it need not be said again."""
    body = [
        heading(t(welcoming.TITLE)),
        *map(sentence, welcoming.said(notice)),
        aside(t(HOW_TO_STOP)),
        buttons(*languages(but=spoken(), own=1)),
    ]
    return card(body, speak=summary(notice), fallback=FALLBACK)
