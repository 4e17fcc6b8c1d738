"""Each subject of the table in each of its states, and the numbers that a button on it carries."""

from enum import StrEnum

from bot.domain.followups import Status
from bot.domain.verbs import Verb
from bot.storage.engine import Store
from bot.storage.tables import follow_up, ownership, working_group
from handlers.dispatch import Dispatcher
from handlers.events import Pressed
from tests.rights.people import ENTRA_IDS, Who
from tests.rights.stage import Ids, Stage
from tests.rights.table import Done, Group, Review, Subject

_REPORTER = {
    Done.BY_OWNER: Who.OWNER,
    Done.BY_SUBSTITUTE: Who.SUBSTITUTE,
    Done.BY_REVIEWER: Who.REVIEWER,
}


async def bring(dispatcher: Dispatcher, stage: Stage, subject: Subject, state: StrEnum) -> Ids:
    """Bring the subject into the state; give the numbers to press it by."""
    if state in (Status.DRAFT, Group.DRAFT, Review.OPEN):
        return stage.in_review
    ids = stage.approved
    match subject:
        case Subject.PART:
            await _change(dispatcher.store, ownership, ids.part, status=state)
        case Subject.GROUP_PART:
            await _change(dispatcher.store, ownership, ids.group_part, status=state)
        case Subject.OWNED | Subject.EVERYBODYS | Subject.NOBODYS:
            await _change(dispatcher.store, follow_up, _whole(subject, ids), status=state)
        case Subject.GROUP:
            is_open = state is Group.OPEN
            await _change(dispatcher.store, working_group, ids.group, open=is_open)
        case Subject.DONE_PART if state is not Done.BY_NOBODY:
            who = ENTRA_IDS[_REPORTER[Done(state)]]
            data = {"ownership_id": str(ids.part)}
            await dispatcher.pressed(Pressed("before", who, Verb.FINISH, data))
    return ids


def _whole(subject: Subject, ids: Ids) -> int:
    return {
        Subject.OWNED: ids.owned,
        Subject.EVERYBODYS: ids.everybodys,
        Subject.NOBODYS: ids.nobodys,
    }[subject]


async def _change(store: Store, table: object, row_id: int, **values: object) -> None:
    async with store.transaction() as connection:
        await connection.execute(
            table.update().where(table.c.id == row_id).values(**values)  # type: ignore[attr-defined]
        )
