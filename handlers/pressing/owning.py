"""An owner's buttons, and what their card shows from then on."""

from sqlalchemy import bindparam

from bot.domain.followups import Ownership
from bot.domain.notices import Notice, NoticeKind, Outcome
from bot.domain.sentences import outcome_sentence
from bot.domain.verbs import Verb
from bot.followups import ownership, undoing
from bot.followups.announcing import spans_over
from bot.storage import followups, outbox
from bot.storage.outbox import OutboxRow
from bot.storage.tables import outbox as outbox_table
from handlers.pressing import channel
from handlers.pressing.press import Action, Press

#: what told a person of their part in a meeting; built once, as each pressed button asks for it
_TOLD = outbox.asked(
    outbox_table.c.kind == NoticeKind.ASSIGNMENT,
    outbox_table.c.minutes_id == bindparam("minutes_id"),
    outbox_table.c.person_id == bindparam("person_id"),
    outbox_table.c.replaces_id.is_(None),
)


async def _own(press: Press) -> Notice | str | None:
    if press.verb is Verb.FINISH and "ownership_id" not in press.data:
        return await channel.finish(press)
    outcome = await ownership.act(
        press.connection,
        press.actor,
        press.person,
        press.number("ownership_id"),
        press.verb,
        now=press.now,
        due=press.day(f"due_{press.data.get('ownership_id')}") or press.day("due"),
        to=press.data.get("to") or None,
    )
    return await _own_card(press, outcome)


async def _undo(press: Press) -> Notice | str | None:
    outcome = await undoing.undo(
        press.connection,
        press.actor,
        press.person,
        now=press.now,
        ownership_id=press.number("ownership_id"),
    )
    return await _own_card(press, outcome)


async def _own_card(press: Press, outcome: Outcome) -> Notice | str | None:
    ownership_id = press.number("ownership_id")
    own, minutes_id = await followups.ownership_of(press.connection, ownership_id)
    if own.person_id == press.person.person_id:
        row = await _assignment(press, minutes_id, own)
    else:  # done for somebody else: their card is theirs to see
        row = await _substitute(press, own)
    shown = await press.composer.shown(press.connection, row, press.now) if row else None
    return shown or outcome_sentence(outcome)


async def _substitute(press: Press, own: Ownership) -> OutboxRow | None:
    """Give the newest notice that told the person of it as a substitute."""
    held = await outbox.rows(
        press.connection,
        outbox_table.c.kind == NoticeKind.SUBSTITUTE,
        outbox_table.c.person_id == press.person.person_id,
        outbox_table.c.replaces_id.is_(None),
    )
    theirs = [row for row in held if own.ownership_id in row.about["ownership_ids"]]
    return max(theirs, key=lambda row: row.outbox_id, default=None)


async def _assignment(press: Press, minutes_id: int, own: Ownership) -> OutboxRow | None:
    """Give the notice that told the person of it: one of its own, or that of the whole meeting."""
    person_id = press.person.person_id
    held = await outbox.found(press.connection, _TOLD, minutes_id=minutes_id, person_id=person_id)
    by_part = {part: row for row in held for part in _parts(row)}
    whole = (row for row in held if None in _parts(row))
    spanning = next((row for row in whole if spans_over(row.about, own.number or 0)), None)
    return by_part.get(own.ownership_id) or spanning


def _parts(row: OutboxRow) -> list[int | None]:
    """Give what a notice tells of by itself; None is all that there was at first."""
    return list(row.about.get("ownership_ids", ())) or [row.about.get("ownership_id")]


ACTIONS: dict[Verb, Action] = {
    Verb.ACCEPT: _own,
    Verb.FINISH: _own,
    Verb.POSTPONE: _own,
    Verb.DECLINE: _own,
    Verb.BLOCK: _own,
    Verb.UNDO: _undo,
}
