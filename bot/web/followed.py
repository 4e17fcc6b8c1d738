"""An approved follow-up as its meeting's page shows it: each owner's part, and its history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp, Ownership, Status
from bot.domain.language import t
from bot.storage import people
from bot.web import standing, trail, words
from bot.web.trail import Step


@dataclass(frozen=True)
class Part:
    """One owner's part."""

    own: Ownership
    #: as the minutes say
    name: str
    #: who answers for it, where the minutes name a body
    person: str | None
    due: date | None
    late: bool
    #: the newest thing that happened to it and was not taken back
    last: Step | None
    needs_name: bool
    #: why whoever answers for it gets no word now, None where they do
    silent: str | None = None


@dataclass(frozen=True)
class Shown:
    """One follow-up."""

    parts: tuple[Part, ...]
    history: tuple[Step, ...]
    #: the owners' dates, where one has another than the minutes say; several differ
    dues: tuple[date, ...]
    #: nobody has it at all
    is_nobodys: bool


async def shown(
    connection: AsyncConnection, items: Sequence[FollowUp], today: date
) -> dict[int, Shown]:
    """Give what to show of each follow-up, by its id."""
    owners = [own for item in items for own in item.owners]
    names = await trail.persons(connection, (own.person_id for own in owners))
    lines = await trail.steps(connection, "ownership", [own.ownership_id for own in owners])
    wishes = await people.wishes_among(connection, names)
    ids = [item.follow_up_id for item in items]
    edits = await trail.steps(connection, "follow_up", ids)
    renewals = await trail.steps(connection, "renewal", ids)
    found = {}
    for item in items:
        held = [own for own in item.owners if own.status is not Status.DROPPED]
        parts = tuple(
            replace(
                _part(item, own, {p: names[p].name for p in names}, lines, today),
                silent=words.unheard(
                    names.get(own.person_id or 0), wishes.get(own.person_id or 0), today
                ),
            )
            for own in held
        )
        several = len(item.owners) > 1
        steps = [
            replace(step, about=own.name) if several else step
            for own in item.owners
            for step in lines.get(own.ownership_id, [])
        ]
        found[item.follow_up_id] = Shown(
            parts=parts,
            history=tuple(
                sorted(
                    [
                        *edits.get(item.follow_up_id, []),
                        *renewals.get(item.follow_up_id, []),
                        *steps,
                    ],
                    key=lambda s: s.at,
                )
            ),
            dues=_own_dues(item, held),
            is_nobodys=standing.seeks_owner(item) and not any(part.needs_name for part in parts),
        )
    return found


def _own_dues(item: FollowUp, held: Sequence[Ownership]) -> tuple[date, ...]:
    let_go = (Status.DECLINED, Status.HANDED_OVER)
    dues = {standing.due_of(item, own) for own in held if own.status not in let_go}
    return () if dues <= {item.due} else tuple(sorted(day for day in dues if day))


def _part(
    item: FollowUp,
    own: Ownership,
    names: dict[int, str],
    lines: dict[int, list[Step]],
    today: date,
) -> Part:
    person = names.get(own.person_id) if own.person_id else None
    steps = [step for step in lines.get(own.ownership_id, []) if not step.undone]
    return Part(
        own=own,
        name=own.name or person or t("Ingen"),
        person=person if person != own.name else None,
        due=standing.due_of(item, own),
        late=standing.is_late(item, own, today),
        last=steps[-1] if steps else None,
        needs_name=standing.needs_name(own),
    )
