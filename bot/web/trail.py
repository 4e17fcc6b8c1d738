"""Who did what, when and by which road, in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import Status
from bot.domain.language import later, t
from bot.domain.people import Person, Road
from bot.domain.verbs import Verb
from bot.domain.wording import long_date
from bot.storage import history, people
from bot.web import words


@dataclass(frozen=True)
class Step:
    """One line of the history."""

    at: datetime
    who: str
    act: str
    road: str
    undone: bool
    #: whose part it was about, where there are several
    about: str | None = None


async def persons(connection: AsyncConnection, ids: Iterable[int | None]) -> dict[int, Person]:
    """Give the persons of some ids."""
    known = dict.fromkeys(one for one in ids if one)
    return {one: await people.person_of(connection, one) for one in known}


async def steps(
    connection: AsyncConnection, subject: str, subject_ids: list[int]
) -> dict[int, list[Step]]:
    """Give what happened to each of some subjects, oldest first."""
    lines = await history.lines_of(connection, subject, subject_ids)
    names = await persons(connection, (line["person_id"] for line in lines))
    found: dict[int, list[Step]] = defaultdict(list)
    for line in lines:
        found[line["subject_id"]].append(_step(line, names))
    return found


def _step(line: Mapping[str, Any], names: Mapping[int, Person]) -> Step:
    road = Road(line["road"])
    return Step(
        at=line["at"],
        who=_who(line["person_id"], road, names),
        act=_act(Verb(line["verb"]), line["after"]),
        road=t(words.BY_ROAD[road]),
        undone=line["undone_at"] is not None,
    )


def _who(person_id: int | None, road: Road, names: Mapping[int, Person]) -> str:
    if person_id:
        return names[person_id].name
    if road is Road.BOARD:
        return t("Tavlens bruger")
    # a municipality that names a participant has answered thereby
    return "Bolden" if road is Road.SYSTEM else t("En tilmelding")


def _act(verb: Verb, after: Mapping[str, Any]) -> str:
    if verb is Verb.POSTPONE and after.get("due"):
        day = long_date(date.fromisoformat(after["due"]))
        return t("flyttede fristen til {day}").format(day=day)
    if after.get("again"):
        return t("fandt den uændret i en ny udgave af referatet")
    if "parts" in after and verb is not Verb.UNDO:
        return t(words.RENEWED[verb])
    if after.get("status") == Status.HANDED_OVER and verb in (Verb.DECLINE, Verb.EDIT):
        return t("gav den til en anden")
    return t(words.ACTS.get(verb, later("ændrede den")))
