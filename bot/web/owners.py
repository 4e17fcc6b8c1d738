"""Naming an owner for what nobody has, or what somebody said is not theirs."""

from aiohttp import web

from bot.domain import doubts
from bot.domain.followups import HELD, FollowUp, Ownership, Status
from bot.domain.language import t
from bot.domain.meetings import PartyKind
from bot.domain.people import Person
from bot.errors import BadInputError, OutdatedError, UnknownError
from bot.followups import handover, review
from bot.followups.choices import chosen
from bot.followups.parties import Directory
from bot.storage import followups, meetings
from bot.web import standing
from bot.web.board import actor_of, board_of, number_in
from bot.web.forms import form_of


async def name_owner(request: web.Request) -> str:
    """Give a follow-up, or one owner's part of it, to a member."""
    form, board = await form_of(request), board_of(request)
    async with board.store.transaction() as connection:
        item = await followups.locked(connection, number_in(request, "follow_up"))
        if item.minutes_id != number_in(request, "minutes"):
            raise UnknownError(doubts.GONE)
        if item.status is not Status.OPEN:
            raise OutdatedError(doubts.NOT_APPROVED)
        minutes = await meetings.minutes_of(connection, item.minutes_id)
        person = _person(form.text("person"), await review.directory_of(connection, minutes))
        own = _part(item, form.number("part"))
        await handover.reassign(connection, actor_of(request), item, own, person, now=board.clock())
    return (
        f"/moede/{item.minutes_id}?sket=ansvarlig&ved={item.follow_up_id}#opf-{item.follow_up_id}"
    )


def _person(value: str, directory: Directory) -> Person:
    if not value:
        raise BadInputError(doubts.NO_PERSON)
    kind, owners = chosen(value, directory)
    if kind is not PartyKind.PERSON or owners[0].person is None:
        raise BadInputError(doubts.NOT_MEMBER)
    return owners[0].person


def _part(item: FollowUp, ownership_id: int | None) -> Ownership | None:
    """Give the part that is to change hands; None where nobody has any."""
    if ownership_id is not None:
        own = next((one for one in item.owners if one.ownership_id == ownership_id), None)
        if own is None:
            raise UnknownError(doubts.GONE)
        if not standing.needs_name(own):
            raise OutdatedError(doubts.ALREADY_SO)
        return own
    holder = next((one for one in item.owners if one.person_id and one.status in HELD), None)
    if holder:
        raise OutdatedError(doubts.taken(holder.name or t("En anden")))
    return None
