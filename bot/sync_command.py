"""`bolden members sync`: a network's members from a group of the bot's own tenant."""

from collections.abc import Iterator

from bot.app import Running, utc_now
from bot.delivery import directory
from bot.domain.delivery import TeamsAddress
from bot.domain.directory import DirectoryPerson
from bot.errors import BadInputError
from bot.followups import syncing
from bot.followups.syncing import Synced
from bot.storage import people


async def sync(parts: Running, key: str, group_id: str, *, rehearse: bool) -> list[str]:
    """Read the group and merge it into the network; give what is to be said, line by line."""
    link = parts.link
    if link is None or link.graph is None or link.home is None:
        raise BadInputError("Set 'teams.app_id' first: the directory is read as the bot itself.")
    async with parts.store.transaction() as connection:
        network = await people.network_by_key(connection, key)
    listed = await directory.members(link.graph, group_id)
    nowhere = TeamsAddress(link.home.service_url, link.home.tenant_id, None)
    async with parts.store.transaction(keeps=not rehearse) as connection:
        done = await syncing.sync(connection, network, listed, nowhere, utc_now())
    end = "Nothing was stored." if rehearse else f"Stored in '{key}'."
    return [*_lines(listed, done), end]


def _lines(listed: list[DirectoryPerson], done: Synced) -> Iterator[str]:
    guests = sum(one.is_guest for one in listed)
    yield f"In the group: {len(listed)}, of them guests: {guests}."
    for mark, lines in (("+", done.added), ("~", done.changed), ("?", done.unsure)):
        yield from (f"{mark} {line}" for line in lines)
    yield from (f"- {name}: not in the group; left as it is" for name in done.absent)
    yield (
        f"Added {len(done.added)}, changed {len(done.changed)}, as before {done.same}, "
        f"to look at {len(done.unsure)}, not in the group {len(done.absent)}."
    )
