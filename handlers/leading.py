"""Words of who leads a working group, in chat and by mail: which group, then one act each."""

import re
from collections.abc import Sequence

from bot.domain import doubts
from bot.domain.notices import NoticeKind, Outcome
from bot.domain.verbs import Verb
from bot.followups import framing, group_notes, undoing, volunteers
from bot.followups.framing import Frame
from bot.followups.rights import LEADING
from bot.storage import groups, people
from bot.storage.groups import WorkingGroup
from bot.storage.tables import minutes, working_group
from handlers.replies.leading import Asked, leading
from handlers.spoken import Words, attempt

#: what is sent to one who leads or may join a group; the words are about that one
_OF_A_GROUP = (
    NoticeKind.ROSTER,
    NoticeKind.VOLUNTEER_CALL,
    NoticeKind.SEAT,
    NoticeKind.GROUP_NOTE,
)


#: words worth looking for a group's name in
_MAY_BE_OF_ONE = re.compile(
    r"(?i)plads|sidste|frist|luk|fortryd|undo|deltager|hvem|skriv til|send|seats|close"
)
_BEFORE_A_NAME = r"(?:(?<![ ,])[ ,]+(?:i|for|til|om))?(?<![ ,:])[ ,:]*[»\"]?"


async def act(words: Words) -> tuple[Outcome, ...] | None:
    """Do what the words ask of a group; None where they are about something else."""
    asked = leading(words.text, words.today)
    if not asked and not _MAY_BE_OF_ONE.search(words.text):
        return None
    found = await _groups(words)
    if not asked and len(found) == 1:
        asked = leading(_without(found[0].name, words.text), words.today)
    if not asked or not found:
        return None
    if len(found) > 1:
        doubt = doubts.which_group([one.name for one in found])
        return (Outcome(Verb.ASK, refusal=doubt),)
    return tuple([await _one(words, one, found[0]) for one in asked])


async def _one(words: Words, asked: Asked, group: WorkingGroup) -> Outcome:
    group_id = group.group_id
    return await attempt(
        words,
        asked.verb,
        lambda: _do(words, asked, group_id),
        about=group.name,
        group_id=group_id,
    )


async def _do(words: Words, asked: Asked, group_id: int) -> Outcome:
    connection, actor, now = words.connection, words.actor, words.now
    match asked.verb:
        case Verb.FRAME:
            group = await groups.group_of(connection, group_id)
            frame = _frame(words, asked, group)
            return await framing.set_frame(connection, actor, group_id, frame, now=now)
        case Verb.NOTE:
            await group_notes.write(connection, actor, group_id, asked.note, now=now)
            group = await groups.group_of(connection, group_id)
            return Outcome(Verb.NOTE, about=group.name)
        case Verb.UNDO:
            person = words.person
            return await undoing.undo(connection, actor, person, now=now, group_id=group_id)
        case Verb.SEND_ROSTER:
            person = words.person
            return await group_notes.send_roster(connection, actor, person, group_id, now=now)
        case _:
            return await volunteers.close(connection, actor, group_id, now=now)


def _without(name: str, text: str) -> str:
    """Take the group's name out of what is asked of it."""
    return re.sub(rf"(?i){_BEFORE_A_NAME}{re.escape(name)}[«\"]?", "", text, count=1)


def _frame(words: Words, asked: Asked, group: WorkingGroup) -> Frame:
    """Give what was said, and of the rest what is."""
    seats = asked.seats if asked.seats is not None else str(group.seats or "")
    is_said = asked.closes_on is not None or asked.no_last_day
    closes_on = asked.closes_on if is_said else group.closes_on
    return framing.framed(seats, closes_on, words.today)


async def _groups(words: Words) -> Sequence[WorkingGroup]:
    """Give the groups that may be meant: the notice's, those that the words name, all one leads.

    Of those that one leads the open ones go before; who leads the network must name the group.
    """
    row = words.row
    if row is not None and row.kind in _OF_A_GROUP and row.group_id is not None:
        return [await groups.group_of(words.connection, row.group_id)]
    roles = await people.roles_of(words.connection, words.person.person_id)
    held = await groups.groups(
        words.connection,
        working_group.c.minutes_id.in_(
            minutes.select()
            .with_only_columns(minutes.c.id)
            .where(minutes.c.network_id.in_(roles), minutes.c.approved_at.is_not(None))
        ),
    )
    me = words.person.person_id
    own = [one for one in held if me in (one.convener_id, one.contact_id)]
    said = words.text.casefold()
    named = [one for one in held if one.name.casefold() in said]
    if named and (own or any(held_roles & LEADING for held_roles in roles.values())):
        return named
    return [one for one in own if one.open] or own
