"""What a substitute is told: for whom, until when, and what of the other's is open."""

from bot.domain.notices import Substitute
from bot.followups.composing.context import Context
from bot.followups.composing.noted import written_at
from bot.followups.composing.tasks import tasks_of
from bot.followups.reminders import step_of
from bot.storage import substitutes
from bot.storage.outbox import OutboxRow


async def substitute(context: Context, row: OutboxRow) -> Substitute | None:
    """Compose it from what is open now; who is no substitute any more sees nothing of it."""
    away = await context.person(row.about["for"])
    name = (await context.person(row.person_id)).name
    one = await substitutes.substitution_of(context.connection, away.person_id)
    if one is None or one.substitute_id != row.person_id or one.until <= context.today:
        is_shown = row.replaces_id is not None
        return Substitute(name, away.name, None, None, ()) if is_shown else None
    if one.starts_on > context.today:
        return Substitute(name, away.name, one.starts_on, one.until, ())
    parts, reminds = set(row.about["ownership_ids"]), "reminds" in row.about
    networks = await substitutes.shared_networks(
        context.connection, away.person_id, one.substitute_id
    )
    tasks = await tasks_of(
        context,
        away.person_id,
        ownerships=parts,
        networks=networks,
        pending_only=row.replaces_id is None,
        noted_since=await written_at(context, row),
        noted_by=one.substitute_id,
    )
    if reminds and row.replaces_id is None:  # the date may have been moved since
        tasks = tuple(task for task in tasks if task.due and step_of(task.due, context.today))
    if parts and not tasks:
        return None
    return Substitute(name, away.name, None, one.until, tasks, reminds=reminds)
