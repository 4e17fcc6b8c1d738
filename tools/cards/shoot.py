"""Photograph the example cards: those that the docs show, or all into a folder."""

import asyncio
import sys
from pathlib import Path

from bot.domain.language import ENGLISH, speaking
from cards.elements import Element
from cards.rendering import render
from tests.cards.examples import EXAMPLES
from tools.cards.showing import missing, screen, unfolded

DOCS = Path("docs/images/cards")


async def shoot(folder: Path, cards: dict[str, Element]) -> list[str]:
    """Write a picture of each card; give what is wrong with it."""
    said = []
    async with screen() as page:
        for name, card in cards.items():
            look = await page.look(card)
            (folder / file_name(name)).write_bytes(await page.picture())
            faults = look.warnings + look.too_wide + look.faint
            faults += [f"{one} (cut off)" for one in look.cut_off + look.cut_off_buttons]
            said += [f"{name}: {one}" for one in faults]
    return said


#: what else the docs show
ALSO = ("review, first page", "channel tasks, news alone")
IN_ENGLISH = (
    "review, first page",
    "assignment, several",
    "call",
    "digest",
    "substitute",
    "channel tasks, news alone",
)


def for_the_docs() -> dict[str, Element]:
    """Give one card for each kind of notice and some states more, and the main ones in English."""
    firsts = {type(notice): name for name, notice in reversed(EXAMPLES.items())}
    cards = {name: render(EXAMPLES[name]) for name in (*reversed(firsts.values()), *ALSO)}
    with speaking(ENGLISH):
        return cards | {f"{name} in English": render(EXAMPLES[name]) for name in IN_ENGLISH}


def all_of_them() -> dict[str, Element]:
    """Give every example, and once more with everything unfolded that a button opens."""
    cards = {name: render(notice) for name, notice in EXAMPLES.items()}
    opened = {f"{name}, unfolded": unfolded(card) for name, card in cards.items()}
    return cards | {name: card for name, card in opened.items() if card not in cards.values()}


def file_name(name: str) -> str:
    """Give what the picture of a card is called."""
    kept = "".join(char for char in name.replace(" ", "-") if char.isalnum() or char == "-")
    return f"{kept}.png"


def main(arguments: list[str]) -> int:
    """Shoot; say what is wrong."""
    if gone := missing():
        sys.stderr.write(f"Not there: {', '.join(gone)}.\n")
        return 2
    folder = Path(arguments[0]) if arguments else DOCS
    folder.mkdir(parents=True, exist_ok=True)
    said = asyncio.run(shoot(folder, all_of_them() if arguments else for_the_docs()))
    sys.stderr.write("".join(f"{one}\n" for one in said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
