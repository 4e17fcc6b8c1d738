"""Words where others read: joining the channel's one open group, and nothing else."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.calendar import local_day
from bot.domain.language import t
from bot.domain.people import Actor, Person
from bot.domain.sentences import outcome_sentence
from bot.domain.verbs import Verb
from bot.errors import NotAllowedError, OutdatedError
from bot.followups import volunteers
from bot.storage import groups
from bot.storage.groups import WorkingGroup
from bot.storage.tables import minutes, network, working_group
from handlers.understanding import understand

#: "måske er vi færdige" is about something else
_OF_A_GROUP = re.compile(r"(?i)meld|^(?:jeg er )?måske(?: med)?[ .!]*$")
_ANSWERS = frozenset({Verb.VOLUNTEER, Verb.MAYBE, Verb.WITHDRAW})


@dataclass(frozen=True)
class PublicWords:
    """Some words of a known person that others read; `channel_id` where it is a channel."""

    connection: AsyncConnection
    actor: Actor
    person: Person
    text: str
    channel_id: str | None
    now: datetime


async def act(words: PublicWords) -> str:
    """Do what may be done before others; give what came of it, never what somebody has open."""
    group = await _group(words)
    if group is None:
        return t(doubts.OTHERS_READ)
    asked = understand(words.text, (), local_day(words.now), group=True)
    if len(asked) != 1 or asked[0].verb not in _ANSWERS:
        return t(doubts.OTHERS_READ)
    try:
        async with words.connection.begin_nested():
            outcome = await volunteers.answer(
                words.connection,
                words.actor,
                words.person,
                group.group_id,
                asked[0].verb,
                now=words.now,
            )
    except (NotAllowedError, OutdatedError) as refused:
        return doubts.refusal(refused)
    return outcome_sentence(outcome)


async def _group(words: PublicWords) -> WorkingGroup | None:
    """Give the one open group of the channel's network, where the words may be about one."""
    if words.channel_id is None or not _OF_A_GROUP.search(words.text.strip()):
        return None  # "ja" out of the blue joins nothing
    told = (
        minutes.select()
        .with_only_columns(minutes.c.id)
        .join(network, network.c.id == minutes.c.network_id)
        .where(network.c.channel_id == words.channel_id, minutes.c.approved_at.is_not(None))
    )
    seeking = await groups.groups(
        words.connection, working_group.c.open.is_(True), working_group.c.minutes_id.in_(told)
    )
    return seeking[0] if len(seeking) == 1 else None
