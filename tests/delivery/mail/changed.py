"""The same notice with much in it, with endless words, with words that are markup."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from bot.domain.notices import Notice, PersonalDigest

MANY = 25
LONG = "Ressourceallokeringskoordinationsudvalgssekretariatsfunktionsbeskrivelsesudkast" * 2
MARKUP = "</td></table><img src=x onerror=alert(1)> \"Bo\" & <b style='x'>Søn"
#: addresses and keys, which nobody words
_KEPT = {"link", "network_key", "from_email", "email", "code"}


def crowded(notice: Notice) -> Notice:
    """Give it with many of everything that it lists; nobody is in many networks."""
    if isinstance(notice, PersonalDigest):
        networks = tuple(_changed(one, str, _repeated) for one in (*notice.networks,) * 2)
        return replace(notice, tasks=_repeated(notice.tasks), networks=networks)
    return _changed(notice, str, _repeated)  # type: ignore[no-any-return]


def endless(notice: Notice) -> Notice:
    """Give it with a word in every text that no line holds."""
    return _changed(notice, lambda text: f"{text} {LONG}", tuple)  # type: ignore[no-any-return]


def hostile(notice: Notice) -> Notice:
    """Give it with markup in every text."""
    return _changed(notice, lambda text: f"{text} {MARKUP}", tuple)  # type: ignore[no-any-return]


def _repeated(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    return (entries * MANY)[:MANY]


def _changed(value: Any, say: Callable[[str], str], repeat: Callable[[Any], Any]) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return say(value)
    if isinstance(value, tuple):
        return repeat(tuple(_changed(one, say, tuple) for one in value))
    if is_dataclass(value) and not isinstance(value, type):
        told = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in _KEPT}
        return replace(value, **{k: _changed(v, say, repeat) for k, v in told.items()})
    return value
