"""A town in which everything has happened that a page can tell of."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from bot.domain.delivery import TeamsAddress
from bot.domain.followups import Status
from bot.domain.people import Actor, Road
from bot.domain.verbs import Verb
from bot.followups import noting, review
from bot.followups.noting import Note
from bot.storage import conversations, groups, substitutes, tables
from bot.storage.outbox import OutboxState
from bot.storage.substitutes import Substitution
from bot.web import words
from bot.web.visiting import KEEPER
from tests.web.admitted import Numbers, set_up
from tests.web.conftest import Town
from tests.web.meetings import a_meeting
from tests.web.test_report import fill

#: what the reader remarks, of one page and of several
REMARKS = (
    "CPR-numre er skjult i teksten. Overvej, om referatet bør rettes.",
    "Side 2 og 3 kunne ikke læses.",
)
_BEDS = replace(a_meeting().meeting, title="Netværksmøde om senge", date=date(2026, 6, 5))


_SPRING = date(2027, 3, 1)


async def fill_up(town: Town) -> Numbers:
    """Have it happen; give the numbers of what addresses are about."""
    ids = await set_up(town)
    await _correct(town)
    await _note(town)
    await _say_everything(town, ids)
    await _stand_everywhere(town)
    await _reach_nobody(town)
    await fill(town, *OutboxState)
    await _give_every_reason(town)
    return ids


async def _correct(town: Town) -> None:
    """Have minutes approved and then corrected: what is the same, changed, new and gone."""
    approved = await town.hold(replace(a_meeting(), meeting=_BEDS), b"beds")
    async with town.store.transaction() as connection:
        await review.approve(connection, approved, actor=KEEPER, now=town.clock())
    same, _, changed, *rest = a_meeting().follow_ups
    fresh = replace(rest[0], task="Reolerne tælles op af Yasmin.", quote="", confidence=0.6)
    kept = (same, replace(changed, due=rest[0].due), fresh)
    again = replace(a_meeting(), meeting=_BEDS, follow_ups=kept, remarks=REMARKS)
    await town.hold(again, b"beds, corrected")


async def _note(town: Town) -> None:
    """Have a follow-up noted from a message in the channel."""
    preben, merete = await town.person("Preben"), await town.person("Merete")
    note = Note(
        "Ring til havnen", f"{town.network.network_id}:{merete.person_id}", None, "Hvem ringer?"
    )
    async with town.store.transaction() as connection:
        await noting.note(
            connection,
            Actor(Road.TEAMS, preben.person_id),
            preben,
            note,
            channel_id=town.network.channel_id,
            now=town.clock(),
        )


async def _say_everything(town: Town, ids: Numbers) -> None:
    """Have a line of the history for each verb and answers to the call."""
    preben = await town.person("Preben")
    async with town.store.transaction() as connection:
        for number, verb in enumerate(words.ACTS):
            for subject, about in (("ownership", "part"), ("volunteer", "open")):
                await connection.execute(
                    tables.history.insert().values(
                        at=town.clock(),
                        subject=subject,
                        subject_id=int(ids[about]),
                        verb=verb,
                        road=list(Road)[number % len(Road)],
                        person_id=preben.person_id if number % 3 else None,
                        before={},
                        after={"due": "2026-12-01"} if number % 2 else {},
                        undone_at=None if number % 5 else town.clock(),
                    )
                )
        for name, answer in (("Yasmin Elkhouri", Verb.VOLUNTEER), ("Preben Skovdrup", Verb.MAYBE)):
            await groups.set_volunteer(
                connection,
                int(ids["open"]),
                person_id=None,
                name=name,
                municipality=None,
                answer=answer,
                now=town.clock(),
            )


async def _stand_everywhere(town: Town) -> None:
    """Have owners' parts stand in every state that an approved task may have."""
    own = tables.ownership
    states = [status for status in Status if status is not Status.DRAFT]
    async with town.store.transaction() as connection:
        for number in await connection.scalars(select(own.c.id)):
            status = states[number % len(states)]
            await connection.execute(
                own.update().where(own.c.id == number, own.c.status == "open").values(status=status)
            )


async def _reach_nobody(town: Town) -> None:
    """Have somebody's mail come back, others be silent, one stand in, the channel be closed."""
    merete, yasmin = await town.person("Merete"), await town.person("Yasmin")
    preben, bodil = await town.person("Preben"), await town.person("Bodil")
    table, channel_id = tables.person, town.network.channel_id
    assert channel_id is not None
    async with town.store.transaction() as connection:
        for who, changed in (
            (merete, {"bounce_code": "5.1.1"}),
            (yasmin, {"opted_out": True}),
            (bodil, {"paused_until": _SPRING}),
        ):
            change = table.update().where(table.c.id == who.person_id).values(**changed)
            await connection.execute(change)
        standing_in = Substitution(preben.person_id, merete.person_id, town.clock().date(), _SPRING)
        await substitutes.write(connection, preben.person_id, standing_in)
        await conversations.close(
            connection,
            TeamsAddress("https://example.org/", "t-1", channel_id),
            "uninstalled",
            entra_id=None,
            channel_id=channel_id,
            now=town.clock(),
        )


async def _give_every_reason(town: Town) -> None:
    """Have every reason stand in the outbox, as where and why it went another way."""
    outbox = tables.outbox
    async with town.store.transaction() as connection:
        for number, reason in enumerate(words.REASONS, start=1):
            row = outbox.update().where(outbox.c.id == number)
            detour = {"road": "teams", "reason": reason}
            await connection.execute(row.values(reason=reason, detour=detour))
