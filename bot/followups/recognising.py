"""Which members a network's shared channel holds, so that they are known when they press there.

Nobody is added: a network names its own people. Whoever runs a tenant may write any mail address
beside any account, so only the word of tenants that the administrator believes makes an account
a member's.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.directory import ChannelPerson
from bot.domain.people import Network, Person
from bot.storage import people


@dataclass(frozen=True)
class Believed:
    """Whose word counts: the bot's own tenant, and all that the administrator named."""

    home: str
    tenants: frozenset[str]


@dataclass
class Recognised:
    """What became of whom, as sentences for the administrator."""

    #: now known in the channel
    known: list[str] = field(default_factory=list)
    #: left as they are, and why
    unsure: list[str] = field(default_factory=list)
    #: in the channel, and no members here
    strangers: list[str] = field(default_factory=list)
    #: members here who are not in the channel
    absent: list[str] = field(default_factory=list)
    same: int = 0


async def recognise(
    connection: AsyncConnection,
    network: Network,
    present: Sequence[ChannelPerson],
    believed: Believed,
) -> Recognised:
    """Note the accounts of members by their mail address; nothing that is noted already changes."""
    done, met = Recognised(), set[int]()
    members = [one.person for one in await people.members_of(connection, network.network_id)]
    ids = {one.person_id for one in members}
    claims = Counter(one.email for one in present)
    for one in present:
        found = await _member(connection, ids, one)
        if found is None:
            done.strangers.append(f"{_shown(one)}: not on the members list; not added")
            continue
        met.add(found.person_id)
        if found.entra_id == one.entra_id:
            done.same += 1
        elif found.entra_id is not None:
            done.unsure.append(f"{_shown(one)}: has another account here; left as it is")
        elif claims[one.email] > 1:
            done.unsure.append(f"{_shown(one)}: several accounts have this address; left as it is")
        elif one.tenant_id not in believed.tenants:
            done.unsure.append(
                f"{_shown(one)}: tenant {one.tenant_id} is not believed; left as it is"
            )
        else:
            await people.save_member(
                connection, network.network_id, _account(found, one, believed.home), None
            )
            done.known.append(_shown(one))
    done.absent += [one.name for one in members if one.person_id not in met]
    return done


async def _member(
    connection: AsyncConnection, members: Set[int], one: ChannelPerson
) -> Person | None:
    """Give the member who has this account, else the one with this mail address."""
    theirs = await people.find_person(connection, entra_id=one.entra_id)
    theirs = theirs or await people.find_person(connection, email=one.email or "")
    return theirs if theirs is not None and theirs.person_id in members else None


def _account(person: Person, one: ChannelPerson, home: str) -> dict[str, Any]:
    return {
        "email": person.email,
        "entra_id": one.entra_id,
        "tenant_id": None if one.tenant_id == home else one.tenant_id,
    }


def _shown(one: ChannelPerson) -> str:
    return f"{one.name} <{one.email or 'no mail address'}>"
