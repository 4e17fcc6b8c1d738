"""User-specific views: whose client asks for a card of their own, which changes nothing.

Everybody else sees the card itself, which is true for all: Teams asks for sixty people at most,
and some clients never do.
"""

from collections.abc import Mapping, Sequence

from bot.domain.verbs import Verb
from cards.elements import Element


def with_views(
    card: Element, verb: Verb, ids: Mapping[str, int | str], viewers: Sequence[str]
) -> Element:
    """Let the viewers' clients ask for theirs; without viewers the card stays as it is."""
    if not viewers:
        return card
    data = {"verb": verb.value} | {name: str(value) for name, value in ids.items()}
    action = {"type": "Action.Execute", "verb": verb.value, "data": data}
    return card | {"refresh": {"action": action, "userIds": list(viewers)}}
