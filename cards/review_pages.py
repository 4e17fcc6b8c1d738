"""Where in the review one is, and the buttons that turn its pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.language import later, t
from bot.domain.notices import Choice, Draft
from bot.domain.paging import Page
from bot.domain.verbs import Verb
from cards.elements import Element, aside, buttons, choice_input, line, literal, press, run

#: what was added in the review stands under no item of the minutes
_NO_ITEM = later("Uden punkt")


@dataclass(frozen=True)
class Place:
    """One page among all."""

    number: int
    pages: Sequence[Page]

    @property
    def drafts(self) -> Sequence[Draft]:
        """What stands on this page."""
        return self.pages[self.number].drafts

    @property
    def is_first(self) -> bool:
        """Say whether what is about the whole goes above it."""
        return self.number == 0

    @property
    def is_last(self) -> bool:
        """Say whether what comes after all drafts goes below it."""
        return self.number == len(self.pages) - 1


def item_line(item: str) -> Element:
    """Name an agenda item above what stands under it."""
    return line(run(literal(item, 100), bold=True, subtle=True), spacing="Large")


def where(place: Place) -> list[Element]:
    """Say which page this is; nothing where there is only one."""
    if len(place.pages) == 1:
        return []
    said = t("Side {number} af {all}. Se alle, før du godkender.")
    return [aside(said.format(number=place.number + 1, all=len(place.pages)))]


def turning(minutes_id: int, place: Place) -> list[Element]:
    """Turn to the pages beside this one, and from three on to any."""
    if len(place.pages) == 1:
        return []
    beside = [] if place.is_first else [_turn(t("Forrige side"), minutes_id, place.number - 1)]
    if not place.is_last:
        beside.append(_turn(t("Næste side"), minutes_id, place.number + 1))
    row = [buttons(*beside) | {"spacing": "Large"}]
    if len(place.pages) < 3:
        return row
    go = press(t("Gå til"), Verb.PAGE, {"minutes_id": minutes_id}, with_inputs=True)
    return [*row, choice_input("page", t("Punkter"), t("Vælg"), _choices(place.pages)), buttons(go)]


def _turn(title: str, minutes_id: int, page: int) -> Element:
    return press(title, Verb.PAGE, {"minutes_id": minutes_id, "page": page})


def _choices(pages: Sequence[Page]) -> list[Choice]:
    return [
        Choice(
            str(number), t("Side {number}: {items}").format(number=number + 1, items=_named(page))
        )
        for number, page in enumerate(pages)
    ]


def _named(page: Page) -> str:
    return ", ".join(item or t(_NO_ITEM) for item in page.items)
