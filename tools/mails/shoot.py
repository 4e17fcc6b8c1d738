"""Photograph the example mails: the first of each kind for the docs, or all into a folder."""

import asyncio
import sys
from pathlib import Path

from bot.domain.language import DANISH, ENGLISH
from bot.domain.notices import Assignment, PersonalDigest, ReviewRequest, VolunteerCall
from tests.delivery.mail.examples import MAILS, mail
from tools.mails.showing import screen
from tools.pictures.browser import CHROMIUM

DOCS = Path("docs/images/mails")
_ALSO_IN_ENGLISH = (Assignment, ReviewRequest, VolunteerCall, PersonalDigest)


def first_of_each_kind() -> list[tuple[str, str]]:
    """Give one example for each kind of mail, and the most read ones in English too."""
    firsts = {type(notice): name for name, notice in reversed(MAILS.items())}
    english = [(firsts[kind], ENGLISH) for kind in _ALSO_IN_ENGLISH]
    return [(name, DANISH) for name in reversed(firsts.values())] + english


def all_of_them() -> list[tuple[str, str]]:
    """Give every example in both languages."""
    return [(name, language) for name in MAILS for language in (DANISH, ENGLISH)]


async def shoot(folder: Path, examples: list[tuple[str, str]]) -> None:
    """Write a picture of each."""
    async with screen() as page:
        for name, language in examples:
            picture = await page.picture(mail(name, language))
            (folder / file_name(name, language)).write_bytes(picture)


def file_name(name: str, language: str) -> str:
    """Give what the picture of a mail is called."""
    kept = "".join(char for char in name.replace(" ", "-") if char.isalnum() or char == "-")
    return f"{kept}{'-in-English' if language == ENGLISH else ''}.png"


def main(arguments: list[str]) -> int:
    """Shoot."""
    if not CHROMIUM:
        sys.stderr.write("Not there: Chromium.\n")
        return 2
    folder = Path(arguments[0]) if arguments else DOCS
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(shoot(folder, all_of_them() if arguments else first_of_each_kind()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
