"""Words about substitutes: who is to be one, and what one says for whom they stand in for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain import standing_in
from bot.domain.notices import NoticeKind, Outcome, Task
from bot.domain.people import Person
from bot.domain.verbs import Verb
from bot.followups import substitutes
from bot.followups.composing.tasks import tasks_of
from bot.storage import people
from bot.storage import substitutes as stored
from bot.storage.substitutes import Substitution
from handlers import wishing
from handlers.replies.substituting import Substituting, substituting
from handlers.spoken import Words, attempt

_FOR_ONESELF = re.compile(r"(?i)(?<![ ,])[ ,]*\bfor (?:mig(?: selv)?|me|myself)\b")
_MENTIONS = re.compile(
    r"(?i)\b(?:min|en|ny|din|my) (?:afløser|vikar|stedfortræder|substitute)\b|^\W*afløser\b"
)


async def act(words: Words) -> tuple[Outcome, ...] | None:
    """Name a substitute, or nobody any more; None where the words are about something else."""
    meant = substituting(words.text, words.today)
    if meant is None:
        return None
    if meant.to is None:
        return (await attempt(words, Verb.NO_SUBSTITUTE, lambda: _dismiss(words)),)
    appointed = await attempt(words, Verb.SUBSTITUTE, lambda: _appoint(words, meant))
    if appointed.refusal or not meant.pauses or appointed.starts_on:
        return (appointed,)
    paused = await attempt(
        words, Verb.PAUSE, lambda: wishing.wish(words, Verb.PAUSE, appointed.due)
    )
    return (appointed,) if paused.refusal else (appointed, paused)


async def _dismiss(words: Words) -> Outcome:
    return await substitutes.dismiss(words.connection, words.actor, words.person, now=words.now)


async def _appoint(words: Words, meant: Substituting) -> Outcome:
    return await substitutes.appoint(
        words.connection,
        words.actor,
        words.person,
        meant.to or "",
        starts_on=meant.starts_on,
        until=meant.until,
        now=words.now,
    )


def question(text: str) -> str | None:
    """Say how to name a substitute, where words that were not understood may want that."""
    return standing_in.WHO if _MENTIONS.search(text) else None


async def on_behalf(words: Words) -> tuple[Words, Person | None]:
    """Give for whom the words are said, where that is not the writer, and the words without it."""
    running = await stored.running_by(words.connection, words.person.person_id, words.today)
    answered = _told(words).get("for")
    for one in running:
        away = await people.person_of(words.connection, one.person_id)
        name = re.compile(rf"(?i)(?<![ ,])[ ,]*\bfor (?:{re.escape(away.name)}|{_first(away)})\b")
        if away.person_id == answered or (answered is None and name.search(words.text)):
            return replace(words, text=name.sub("", words.text)), away
    if running:
        return replace(words, text=_FOR_ONESELF.sub("", words.text)), None
    return words, None


def is_over(words: Words, away: Person | None) -> bool:
    """Say whether the words answer what was told to a substitute who is none any more."""
    return away is None and bool(_told(words))


async def tasks_on_behalf(words: Words, away: Person) -> Sequence[Task]:
    """Give what the person away has, as far as the writer may see it."""
    networks = await stored.shared_networks(
        words.connection, away.person_id, words.person.person_id
    )
    held = await tasks_of(words.context, away.person_id, networks=networks)
    told = _told(words).get("ownership_ids")
    return [task for task in held if told is None or task.ownership_id in told]


async def whose(words: Words, said: str) -> str | None:
    """Ask whose task is meant, where a substitute has open ones too and does not say it."""
    if words.row is not None or _FOR_ONESELF.search(said):
        return None
    for one in await stored.running_by(words.connection, words.person.person_id, words.today):
        if await _has_open(words, one):
            return standing_in.whose(await people.person_of(words.connection, one.person_id))
    return None


async def _has_open(words: Words, one: Substitution) -> bool:
    networks = await stored.shared_networks(words.connection, one.person_id, one.substitute_id)
    held = await tasks_of(words.context, one.person_id, networks=networks, pending_only=True)
    return bool(held)


def _told(words: Words) -> Mapping[str, Any]:
    """Give what a notice to a substitute was about that the words answer."""
    row = words.row
    return row.about if row is not None and row.kind is NoticeKind.SUBSTITUTE else {}


def _first(person: Person) -> str:
    return re.escape(person.name.split()[0])
