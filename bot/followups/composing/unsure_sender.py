"""What somebody is told of a reply that may not be theirs."""

from dataclasses import replace

from bot.domain.calendar import local_day
from bot.domain.notices import UnsureSender
from bot.followups.composing.context import Context
from bot.followups.composing.tasks import tasks_of
from bot.storage.outbox import OutboxRow


async def unsure_sender(context: Context, row: OutboxRow) -> UnsureSender | None:
    """Compose it; what could not leave for days would only puzzle."""
    day = local_day(row.created_at)
    if row.person_id is None or (context.today - day).days > 1:
        return None
    person = await context.person(row.person_id)
    tasks = await tasks_of(context, person.person_id, minutes_id=row.minutes_id, pending_only=True)
    # no word more than it takes to know them: who knows where this mail will be read?
    bare = tuple(replace(task, quote="", together_with=()) for task in tasks)
    return UnsureSender(person.name, day, bare)
