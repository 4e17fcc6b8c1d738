"""Two networks, everybody who may come to their board, and the table of who is let in where."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.followups import FollowUp
from bot.domain.people import Role
from bot.followups import review
from bot.storage import followups, groups, people
from bot.storage.tables import follow_up, working_group
from bot.web.visiting import KEEPER
from tests.web.conftest import Town
from tests.web.meetings import DRAFT, a_meeting

SECRET = "Kun naboerne må vide det"


class Who(StrEnum):
    """Everybody who may come by, as far as their rights differ."""

    REVIEWER = "e-anne"
    CHAIR = "e-bodil"
    SECRETARIAT = "e-signe"
    #: leads a working group
    CONVENER = "e-merete"
    #: has a task
    OWNER = "e-preben"
    MEMBER = "e-yasmin"
    #: the minute-taker of another network
    STRANGER = "e-nora"
    NOBODY = ""


LEADING = {Who.REVIEWER, Who.CHAIR, Who.SECRETARIAT}
OURS = LEADING | {Who.CONVENER, Who.OWNER, Who.MEMBER}
KNOWN = OURS | {Who.STRANGER}
GROUP = LEADING | {Who.CONVENER}
OWNING = LEADING | {Who.OWNER}
ALL = KNOWN | {Who.NOBODY}

Numbers = dict[str, str]
#: what is in review stands for itself
APPROVED = {"minutes": "approved", "group": "open", "follow_up": "nobodys"}

_MEETING = "/moede/{minutes}"
_ITEM = _MEETING + "/opfoelgning/{follow_up}"
_GROUP = _MEETING + "/gruppe/{group}"
#: method, the router's address, what stands for its numbers, and who gets past the door there
TABLE: tuple[tuple[str, str, Numbers, set[Who]], ...] = (
    ("GET", "/log-ind", {}, ALL),
    ("GET", "/log-ind/start", {}, ALL),
    ("GET", "/teams/ind", {}, ALL),
    ("GET", "/", {}, KNOWN),
    ("GET", "/min", {}, KNOWN),
    ("GET", "/teams/indstil", {}, KNOWN),
    ("GET", "/udbakke", {}, LEADING | {Who.STRANGER}),
    ("GET", "/netvaerk/{key}", {}, OURS),
    ("GET", "/netvaerk/{key}/overblik", {}, OURS),
    ("GET", _MEETING, {"minutes": "approved"}, OURS),
    ("GET", _MEETING + "/{form}", {"minutes": "approved"}, OURS),
    ("GET", _GROUP + "/deltagere.csv", APPROVED, GROUP),
    ("POST", "/min/overblik", {}, KNOWN),
    ("POST", "/min/{part}", {}, OWNING),
    ("POST", "/netvaerk/{key}/referat", {}, LEADING),
    ("POST", _ITEM + "/ansvarlig", APPROVED, LEADING),
    ("POST", _GROUP + "/pladser", APPROVED, GROUP),
    ("POST", _GROUP + "/luk", APPROVED, GROUP),
    ("POST", _MEETING + "/ret", {}, LEADING),
    ("POST", _MEETING + "/godkend-sikre", {}, LEADING),
    ("POST", _MEETING + "/godkend", {}, LEADING),
    ("POST", _MEETING + "/tilfoej", {}, LEADING),
    ("POST", _ITEM + "/ret", {}, LEADING),
    ("POST", _ITEM + "/tag-med", {}, LEADING),
    ("POST", _ITEM + "/saml", {}, LEADING),
    ("POST", _ITEM + "/fjern", {}, LEADING),
    ("POST", _GROUP + "/ret", {}, LEADING),
    ("POST", _GROUP + "/fjern", {}, LEADING),
    ("POST", "/sprog", {}, KNOWN),
    ("POST", "/log-ud", {}, KNOWN),
)
#: their doors are tried in test_signing_in, and in test_mail_answers, _digest and _review
DOORS = {
    ("POST", "/log-ind/svar"),
    ("POST", "/teams/ind"),
    ("GET", "/static"),
    ("GET", "/svar/{token}"),
    ("POST", "/svar/{token}"),
    ("GET", "/afmeld/{token}"),
    ("POST", "/afmeld/{token}"),
    ("GET", "/gennemgang/{token}"),
    ("POST", "/gennemgang/{token}"),
    ("POST", "/gennemgang/{token}/nyt"),
}
#: what a mail's link to a review opens, of the review's own minutes alone
LINKED = {
    ("GET", _MEETING),
    ("GET", _MEETING + "/{form}"),
    ("POST", _MEETING + "/ret"),
    ("POST", _MEETING + "/godkend-sikre"),
    ("POST", _MEETING + "/godkend"),
    ("POST", _MEETING + "/tilfoej"),
    ("POST", _ITEM + "/ret"),
    ("POST", _ITEM + "/tag-med"),
    ("POST", _ITEM + "/saml"),
    ("POST", _ITEM + "/fjern"),
    ("POST", _GROUP + "/ret"),
    ("POST", _GROUP + "/fjern"),
}


async def set_up(town: Town) -> Numbers:
    """Fill the town and its neighbour's; give the numbers of what the addresses are about."""
    async with town.store.transaction() as connection:
        for name, entra, roles in (
            ("Signe Morgenrød", Who.SECRETARIAT, [Role.SECRETARIAT]),
            ("Preben Skovdrup", Who.OWNER, None),
        ):
            first = name.split()[0].lower()
            values = {"name": name, "email": f"{first}@example.org", "entra_id": entra}
            saved = await people.save_member(connection, town.network.network_id, values, roles)
        other = await people.add_network(connection, "naboer", "Naboerne")
        nora = {"name": "Nora Kvistbæk", "email": "nora@example.org", "entra_id": Who.STRANGER}
        roles = [Role.MINUTE_TAKER, Role.CHAIR]
        await people.save_member(connection, other.network_id, nora, roles)
    approved = await town.hold(a_meeting(), b"approved")
    async with town.store.transaction() as connection:
        await review.approve(connection, approved, actor=KEEPER, now=town.clock())
    later = replace(a_meeting().meeting, title="Netværksmøde om døre", date=date(2026, 9, 4))
    minutes = await town.hold(replace(a_meeting(), meeting=later), b"in review")
    secret = tuple(replace(one, task=f"{SECRET} {one.task}") for one in a_meeting().follow_ups)
    hidden = replace(a_meeting(), follow_ups=secret)
    theirs = await replace(town, network=other).hold(hidden, b"theirs")
    async with town.store.transaction() as connection:
        ours = await _items(connection, approved)
        owned = next(o for i in ours for o in i.owners if o.person_id == saved.person_id)
        nobodys = next(i for i in ours if i.task == DRAFT)
        return {
            "key": "aeldre",
            "form": "godkend",
            "minutes": str(minutes),
            "follow_up": str((await _items(connection, minutes))[0].follow_up_id),
            "group": await _group(connection, minutes),
            "part": str(owned.ownership_id),
            "approved": str(approved),
            "nobodys": str(nobodys.follow_up_id),
            "open": await _group(connection, approved),
            "their_minutes": str(theirs),
            "their_item": str((await _items(connection, theirs))[0].follow_up_id),
            "their_group": await _group(connection, theirs),
        }


async def _items(connection: AsyncConnection, minutes_id: int) -> list[FollowUp]:
    return await followups.follow_ups(connection, follow_up.c.minutes_id == minutes_id)


async def _group(connection: AsyncConnection, minutes_id: int) -> str:
    (group,) = await groups.groups(connection, working_group.c.minutes_id == minutes_id)
    return str(group.group_id)


def address(pattern: str, numbers: Numbers, ids: Numbers) -> str:
    """Give the address with numbers in it."""
    return pattern.format(**(ids | {name: ids[of] for name, of in numbers.items()}))
