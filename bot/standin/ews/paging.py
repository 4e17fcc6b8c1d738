"""Pages of what was found, by offset from the beginning."""

from collections.abc import Sequence
from typing import TypeVar
from xml.etree.ElementTree import Element

from bot.standin.ews.soap import ExchangeError, find

T = TypeVar("T")


def page(request: Element, view: str, found: Sequence[T]) -> tuple[Sequence[T], dict[str, str]]:
    """Give the entries that a view asks for, and what is told of the rest."""
    asked = find(request, view)
    begin, most = 0, len(found)
    if asked is not None:
        if asked.get("BasePoint") != "Beginning":
            raise ExchangeError("ErrorInvalidPagingMaxRows", "Only from the beginning.")
        begin = int(asked.get("Offset", "0"))
        most = int(asked.get("MaxEntriesReturned", str(most)))
    end = min(begin + most, len(found))
    told = {
        "IndexedPagingOffset": str(end),
        "TotalItemsInView": str(len(found)),
        "IncludesLastItemInRange": str(end >= len(found)).lower(),
    }
    return found[begin:end], told
