"""The language in which something is said: Danish is the msgid, catalogues hold the others."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DANISH = "da"
ENGLISH = "en"

#: what may be chosen, and what each calls itself
LANGUAGES = {DANISH: "Dansk", ENGLISH: "English"}

_CATALOGUES = Path(__file__).parents[1] / "locale"
_spoken: ContextVar[str] = ContextVar("spoken", default=DANISH)


def t(danish: str) -> str:
    """Give the text in the language spoken now; what no catalogue has stays Danish.

    Fill in afterwards: `t("Frist: {due}").format(due=…)`.
    """
    language = _spoken.get()
    return danish if language == DANISH else _catalogue(language).gettext(danish)


def tn(one: str, many: str, count: int) -> str:
    """Give the text for one or for many in the language spoken now."""
    language = _spoken.get()
    if language == DANISH:
        return one if count == 1 else many
    return _catalogue(language).ngettext(one, many, count)


def later(danish: str) -> str:
    """Mark a text for the catalogue where nobody speaks yet; `t` says it in its time."""
    return danish


def spoken() -> str:
    """Give the language spoken now, as an ISO 639 code."""
    return _spoken.get()


def speak(language: str | None) -> None:
    """Speak that language until the `speaking` around it ends; Danish where nobody chose."""
    _spoken.set(language if language in LANGUAGES else DANISH)


def of_locale(locale: str) -> str | None:
    """Give the language of a locale as "en-GB", None where it is none of ours."""
    language = locale.partition("-")[0].casefold()
    return language if language in LANGUAGES else None


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Speak that language within; Danish where nobody chose, or the choice is unknown."""
    token = _spoken.set(language if language in LANGUAGES else DANISH)
    try:
        yield
    finally:
        _spoken.reset(token)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("bolden", _CATALOGUES, [language], fallback=True)
