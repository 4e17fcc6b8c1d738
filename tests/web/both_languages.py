"""Tell of a page what stands on it, and of a town which words are people's own."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode
from sqlalchemy import Column, select

from bot.domain.language import LANGUAGES
from bot.storage import tables
from tests.reading_languages import danish_in, words_of
from tests.web.conftest import Town
from tests.web.visitor import Page

#: attributes that are shown or read aloud
_SHOWN = ("aria-label", "alt", "data-label", "data-name", "data-refused", "placeholder")
#: what people wrote, the columns of it; doubts, remarks and reasons are ours
_PEOPLES: tuple[Column[str], ...] = (
    tables.network.c.name,
    tables.person.c.name,
    tables.person.c.title,
    tables.person.c.municipality,
    tables.minutes.c.file_name,
    tables.follow_up.c.task,
    tables.follow_up.c.quote,
    tables.follow_up.c.item,
    tables.follow_up.c.due_words,
    tables.ownership.c.name,
    tables.working_group.c.name,
    tables.working_group.c.convener,
    tables.working_group.c.contact,
    tables.working_group.c.quote,
    tables.volunteer.c.name,
    tables.volunteer.c.municipality,
)
#: the product, its addressees' programs, and what is alike in both languages
_ALIKE = "Bolden Teams Word PDF CSV MB E-mail bolden network add members import mail for"


def _lines(page: Page) -> set[str]:
    """Give each text of a page that somebody may read or hear, by itself."""
    root = page.tree.css_first("html")
    assert root is not None
    return {" ".join(text.split()) for text in _texts(root)} - {""}


def untranslated(danish: Page, english: Page, peoples: set[str]) -> set[str]:
    """Give what of an English page is Danish of ours, or alike in both and not people's words."""
    assert danish.tree.css_first("html").attributes["lang"] == "da"
    assert english.tree.css_first("html").attributes["lang"] == "en"
    assert danish.status == english.status
    said = _lines(english)
    alike = {line for line in said & _lines(danish) if set(words_of(line)) - peoples}
    return alike | {line for line in said if danish_in(line, peoples)}


def _texts(root: LexborNode) -> Iterator[str]:
    for node in root.traverse(include_text=True):
        if node.tag == "-text":
            parent = node.parent
            if parent is None or parent.tag not in ("script", "style", "textarea"):
                yield node.text(deep=False)
        else:
            named = node.attributes
            yield from (named[name] or "" for name in _SHOWN if name in named)


async def peoples_words(town: Town, *more: str) -> set[str]:
    """Give every word that people wrote, and those that both languages share."""
    said = [*more, *LANGUAGES.values(), _ALIKE]
    async with town.store.transaction() as connection:
        for column in _PEOPLES:
            said += [one for one in await connection.scalars(select(column)) if one]
        held = tables.minutes.c.title
        titles = select(held).where(tables.minutes.c.file_name != "")  # others' names are ours
        said += list(await connection.scalars(titles))
    return {word for text in said for word in words_of(text)}
