"""Who is in a group of the bot's tenant, by Microsoft Graph."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from bot.delivery.graph import Graph, GraphError
from bot.domain.directory import DirectoryPerson
from bot.domain.mail_addresses import is_plain
from bot.errors import BadInputError, BoldenError

_FIELDS = (
    "id,displayName,givenName,surname,mail,userPrincipalName,jobTitle,companyName,userType,"
    "accountEnabled,proxyAddresses"
)
#: asking for one type needs a count; 999 is the most on a page
_QUERY = {"$select": _FIELDS, "$count": "true", "$top": "999"}
_NO_NAMES = (
    "The directory tells no names; grant the app 'User.Read.All' in Entra (docs/teams.md). "
    "Nothing was changed."
)


class DirectoryError(BoldenError):
    """The directory could not be read, wholly or at all: nothing may be concluded from it."""


async def members(graph: Graph, group_id: str) -> list[DirectoryPerson]:
    """Give the people in a group and in the groups within it, who have an account in use.

    Raises BadInputError for a group that does not exist, DirectoryError for all else.
    """
    path = f"groups/{quote(group_id, safe='')}/transitiveMembers/microsoft.graph.user"
    try:
        found = [one async for one in graph.listed(path, _QUERY)]
    except GraphError as error:
        raise refusal(
            error,
            "The directory",
            missing=f"There is no group '{group_id}' in the bot's tenant; give its id.",
            ungranted="The directory may not be read; grant the app 'GroupMember.Read.All' and "
            "'User.Read.All' in Entra (docs/teams.md).",
        ) from error
    if any(not one.get("displayName") for one in found):
        raise DirectoryError(_NO_NAMES)
    return [_person(one) for one in found if one.get("accountEnabled") is not False]


def refusal(error: GraphError, what: str, *, missing: str, ungranted: str) -> BoldenError:
    """Say why something of the tenant could not be read: it is not there, or not granted."""
    if error.status in (400, 404):
        return BadInputError(missing)
    if error.status == 403:
        return DirectoryError(ungranted)
    if error.code == "NoToken":
        return DirectoryError(
            "Entra gave no token: check 'teams.tenant_id' and the bot's secret or certificate."
        )
    return DirectoryError(f"{what} cannot be read now ({error.code}): nothing was changed.")


def _person(told: Mapping[str, Any]) -> DirectoryPerson:
    def text(name: str) -> str | None:
        return " ".join(str(told.get(name) or "").split()) or None

    is_guest = told.get("userType") == "Guest"
    # a member's own name is a mail address as a rule; a guest's never is ("…#EXT#@…")
    email = _address(text("mail") or (None if is_guest else text("userPrincipalName")))
    return DirectoryPerson(
        entra_id=str(told["id"]).casefold(),
        shown_name=text("displayName") or "",
        given_name=text("givenName"),
        surname=text("surname"),
        email=email,
        title=text("jobTitle"),
        company=text("companyName"),
        aliases=tuple(_aliases(told, email)),
        is_guest=is_guest,
    )


def _aliases(told: Mapping[str, Any], email: str | None) -> Iterator[str]:
    """Give the addresses of their mailbox but the main one.

    Not `otherMails`: those are private ones as a rule, left for a forgotten password.
    """
    for one in told.get("proxyAddresses") or ():
        kind, _, said = str(one).strip().partition(":")
        address = _address(said) or ""
        if kind.casefold() == "smtp" and "@" in address and address != email:
            yield address


def _address(said: str | None) -> str | None:
    """Give a mail address in small letters, None where that would be another."""
    return said.casefold() if said and is_plain(said) else None
