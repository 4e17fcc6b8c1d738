"""To everybody in a working group: what who leads it has written."""

from bot.domain.language import t
from bot.domain.notices import GroupNote
from bot.domain.sentences import shortened
from cards.blocks import FALLBACK, occasion_line
from cards.elements import Element, aside, card, heading, line, links, literal, run, sentence

#: a note is one text of at most a thousand letters, however it is broken into lines
_LONGEST = 1000
_MOST_LINES = 60


def summary(notice: GroupNote) -> str:
    """Tell it in one line."""
    return t("Besked til {group} fra {name}").format(
        group=shortened(notice.name, 80), name=notice.from_name
    )


def build(notice: GroupNote) -> Element:
    """Show the note, who wrote it, and how to answer them."""
    written = [line(run(literal(one, _LONGEST))) for one in notice.text[:_MOST_LINES]]
    body = [
        heading(t("Besked til arbejdsgruppen")),
        occasion_line(notice.occasion),
        line(run(literal(notice.name), bold=True), spacing="Medium"),
        *written,
        sentence(t("Hilsen {name}").format(name=notice.from_name), spacing="Medium"),
        aside(t("Vil du svare, så skriv til {email}.").format(email=notice.from_email)),
    ]
    page = links(t("Se referatet"), notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)
