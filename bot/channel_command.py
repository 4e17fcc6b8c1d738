"""`bolden members channel`: who of a network's members is in its channel, also from elsewhere."""

from collections.abc import Iterator, Sequence

from bot.app import Running
from bot.delivery.channel_members import in_channel
from bot.domain.directory import ChannelPerson
from bot.errors import BadInputError
from bot.followups import recognising
from bot.followups.recognising import Believed, Recognised
from bot.storage import people


async def recognise(
    parts: Running, key: str, team_id: str, tenants: Sequence[str], *, rehearse: bool
) -> list[str]:
    """Read the channel and note its members' accounts; give what is to be said, line by line."""
    link = parts.link
    if link is None or link.graph is None or link.home is None:
        raise BadInputError("Set 'teams.app_id' first: the channel is read as the bot itself.")
    async with parts.store.transaction() as connection:
        network = await people.network_by_key(connection, key)
    if network.channel_id is None:
        raise BadInputError(f"Network '{key}' has no channel; 'bolden network add' takes one.")
    present = await in_channel(link.graph, team_id, network.channel_id)
    home = link.home.tenant_id.casefold()
    named = frozenset(one.casefold() for one in tenants)
    believed = Believed(home, named | {home} | {one.casefold() for one in link.tenants})
    async with parts.store.transaction(keeps=not rehearse) as connection:
        done = await recognising.recognise(connection, network, present, believed)
    end = "Nothing was stored." if rehearse else f"Stored in '{key}'."
    return [*_lines(present, done, home), end]


def _lines(present: Sequence[ChannelPerson], done: Recognised, home: str) -> Iterator[str]:
    elsewhere = sum(one.tenant_id != home for one in present)
    yield f"In the channel: {len(present)}, of them from other tenants: {elsewhere}."
    for mark, lines in (("+", done.known), ("?", done.unsure), ("!", done.strangers)):
        yield from (f"{mark} {line}" for line in lines)
    yield from (f"- {name}: not in the channel" for name in done.absent)
    yield (
        f"Known now {len(done.known)}, as before {done.same}, to look at {len(done.unsure)}, "
        f"not members {len(done.strangers)}, not in the channel {len(done.absent)}."
    )
