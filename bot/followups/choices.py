"""Whom a reviewer may choose as owner, as values that a form or card sends back."""

from bot.domain import doubts
from bot.domain.language import later, t
from bot.domain.meetings import PartyKind
from bot.domain.notices import Choice
from bot.errors import BadInputError
from bot.followups.parties import Directory, Resolved

EVERYONE = Choice("everyone", later("Alle kommuner"))
NOBODY = Choice("unassigned", later("Ingen endnu"))
_NOBODY_IN_CHANNEL = Choice(NOBODY.value, later("Ingen endnu – spørg i kanalen"))


def choices(directory: Directory, *, has_channel: bool) -> tuple[Choice, ...]:
    """Give nobody, everyone, the municipalities, then the members by name."""
    nobody = _NOBODY_IN_CHANNEL if has_channel else NOBODY
    of_all = (Choice(one.value, t(one.label)) for one in (nobody, EVERYONE))
    bodies = (Choice(f"body:{name}", name) for name in directory.municipalities())
    return (*of_all, *bodies, *persons(directory))


def persons(directory: Directory) -> tuple[Choice, ...]:
    """Give the members by name."""
    return tuple(
        Choice(f"person:{m.person.person_id}", _label(m.person.name, m.person.municipality))
        for m in directory.members
    )


def chosen(value: str, directory: Directory) -> tuple[PartyKind, list[Resolved]]:
    """Give the audience and the owners that a choice stands for."""
    if value == NOBODY.value:
        return PartyKind.UNASSIGNED, []
    if value == EVERYONE.value:
        return PartyKind.EVERYONE, [directory.contact(one) for one in directory.municipalities()]
    kind, _, rest = value.partition(":")
    if kind == "body" and rest in directory.municipalities():
        return PartyKind.ORGANISATION, [directory.contact(rest)]
    if kind == "person":
        for member in directory.members:
            if str(member.person.person_id) == rest:
                person = member.person
                return PartyKind.PERSON, [Resolved(PartyKind.PERSON, person.name, person)]
    raise BadInputError(doubts.NOT_MEMBER)


def _label(name: str, municipality: str | None) -> str:
    return f"{name} ({municipality})" if municipality else name
