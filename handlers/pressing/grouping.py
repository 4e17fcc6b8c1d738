"""The buttons of a working group: join, perhaps, withdraw; and those of who leads it."""

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.notices import Notice
from bot.domain.sentences import note_sent, outcome_sentence
from bot.domain.verbs import Verb
from bot.errors import BadInputError
from bot.followups import framing, group_notes, volunteers
from bot.followups.composing import group
from bot.storage import groups
from handlers.pressing.press import Action, Press


async def _answer_call(press: Press) -> Notice | str | None:
    group_id = press.number("group_id")
    await volunteers.answer(
        press.connection, press.actor, press.person, group_id, press.verb, now=press.now
    )
    answered = await groups.group_of(press.connection, group_id)
    if "own" in press.data:
        return await group.seat_of(press.context, answered, press.person.person_id)
    return await group.call_of(press.context, answered, None)


async def _view(press: Press) -> Notice | str | None:
    looked_at = await volunteers.look(press.connection, press.person, press.number("group_id"))
    return await group.view_of(press.context, looked_at, press.person.person_id)


async def _close(press: Press) -> Notice | str | None:
    group_id = press.number("group_id")
    await volunteers.close(press.connection, press.actor, group_id, now=press.now)
    return await _roster(press, group_id)


async def _roster(press: Press, group_id: int) -> Notice:
    changed = await groups.group_of(press.connection, group_id)
    return await group.roster_of(press.context, changed, press.person.name)


async def _frame(press: Press) -> Notice | str | None:
    group_id = press.number("group_id")
    closes_on = press.day("closes_on")
    if closes_on is None and press.data.get("closes_on", "").strip():
        raise BadInputError(doubts.NO_SUCH_DATE)
    frame = framing.framed(press.data.get("seats", ""), closes_on, local_day(press.now))
    await framing.set_frame(press.connection, press.actor, group_id, frame, now=press.now)
    return await _roster(press, group_id)


async def _note(press: Press) -> Notice | str | None:
    group_id = press.number("group_id")
    text = press.data.get("note", "")
    sent = await group_notes.write(press.connection, press.actor, group_id, text, now=press.now)
    return note_sent(sent)


async def _send_roster(press: Press) -> Notice | str | None:
    group_id = press.number("group_id")
    done = await group_notes.send_roster(
        press.connection, press.actor, press.person, group_id, now=press.now
    )
    return outcome_sentence(done)


ACTIONS: dict[Verb, Action] = {
    Verb.VOLUNTEER: _answer_call,
    Verb.MAYBE: _answer_call,
    Verb.WITHDRAW: _answer_call,
    Verb.VIEW: _view,
    Verb.CLOSE_GROUP: _close,
    Verb.FRAME: _frame,
    Verb.NOTE: _note,
    Verb.SEND_ROSTER: _send_roster,
}
