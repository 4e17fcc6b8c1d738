"""What a form sends, as text and dates; whatever else comes is refused in one sentence."""

import re
from dataclasses import dataclass
from datetime import date

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.domain.language import later
from bot.errors import BadInputError

#: longer than any sentence of minutes
MOST = 1000

#: what aiohttp raises at a body that no browser sends
NO_FORM = (ValueError, LookupError, AssertionError, HttpProcessingError)

UNREADABLE = later("Formularen kunne ikke læses. Prøv igen.")
TOO_LONG = later("Teksten er for lang. Skriv højst 1000 tegn.")
NO_DATE = later("Skriv datoen som dag, måned og år, fx 1-12-2026.")

_DANISH = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4})")


@dataclass(frozen=True)
class Form:
    """A form's fields; one that was not sent is empty."""

    fields: dict[str, str]

    def has(self, name: str) -> bool:
        """Say whether the form has the field at all."""
        return name in self.fields

    def text(self, name: str) -> str:
        """Give a field as one would have typed it, without invisible characters."""
        typed = "".join(c if c.isprintable() else " " for c in self.fields.get(name, ""))
        said = " ".join(typed.split())
        if len(said) > MOST:
            raise BadInputError(TOO_LONG)
        return said

    def day(self, name: str) -> date | None:
        """Give a date, None where the field is empty."""
        said = self.text(name)
        if not said:
            return None
        danish = _DANISH.fullmatch(said)
        try:
            if danish:
                day, month, year = map(int, danish.groups())
                return date(year, month, day)
            return date.fromisoformat(said)
        except ValueError as error:
            raise BadInputError(NO_DATE) from error

    def number(self, name: str) -> int | None:
        """Give a number, None where the field holds none."""
        said = self.text(name)
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


async def form_of(request: web.Request) -> Form:
    """Read the form that was posted."""
    try:
        posted = await request.post()
    except NO_FORM as error:
        raise BadInputError(UNREADABLE) from error
    return Form({name: value for name, value in posted.items() if isinstance(value, str)})
