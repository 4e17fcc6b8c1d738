"""What the reviewer is told of somebody whose mail comes back."""

from bot.domain.notices import Unreachable
from bot.followups.composing.context import Context
from bot.storage import people
from bot.storage.outbox import OutboxRow


async def unreachable(context: Context, row: OutboxRow) -> Unreachable | None:
    """Compose it; whoever can be reached again is no matter any more."""
    person = await context.person(row.about["person_id"])
    if person.bounce_code is None:
        return None
    network = await people.network_of(context.connection, row.network_id)
    return Unreachable(
        occasion=await context.occasion(row.minutes_id) if row.minutes_id else None,
        network=network.name,
        to_name=(await context.person(row.person_id)).name,
        name=person.name,
        email=person.email,
        code=person.bounce_code,
        link=context.page(f"/netvaerk/{network.key}"),
    )
