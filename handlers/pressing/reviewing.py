"""The minute-taker's buttons: turn pages, correct, approve, and name who has it instead."""

from bot.domain import doubts
from bot.domain.notices import DraftForm, Notice
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from bot.followups import handover, review
from bot.followups.choices import chosen
from bot.followups.composing import review as composing
from bot.followups.rights import may_review
from bot.storage import followups, meetings, paging, versions
from handlers.pressing.press import Action, Press


async def _approve(press: Press) -> Notice | str | None:
    minutes_id = press.number("minutes_id")
    await _check_version(press, minutes_id)
    await review.approve(press.connection, minutes_id, actor=press.actor, now=press.now)
    return await _review_card(press, minutes_id)


async def _approve_sure(press: Press) -> Notice | str | None:
    minutes_id = press.number("minutes_id")
    await _check_version(press, minutes_id)
    await review.approve_sure(press.connection, minutes_id, actor=press.actor, now=press.now)
    return await _review_card(press, minutes_id)


async def _check_version(press: Press, minutes_id: int) -> None:
    """Refuse to approve from a card that does not show the newest file of the minutes."""
    newest, _ = await versions.newest_file(press.connection, minutes_id)
    shown = press.number("file_id") if "file_id" in press.data else minutes_id
    if shown < newest:
        raise OutdatedError(doubts.NEWER_FILE)


async def _turn(press: Press) -> Notice | str | None:
    """Show another page, and remember it: the card may be renewed for other reasons."""
    minutes_id, page = press.number("minutes_id"), press.number("page")
    minutes = await meetings.minutes_of(press.connection, minutes_id)
    if not await may_review(press.connection, press.actor, minutes):
        raise NotAllowedError(doubts.NOT_REVIEWER)
    await paging.turn(press.connection, minutes_id, press.person.person_id, page)
    return await _review_card(press, minutes_id)


async def _edit(press: Press) -> Notice | str | None:
    if "ownership_id" in press.data:
        return await _name_owner(press)
    before = await followups.follow_up_of(press.connection, press.number("draft"))
    due = press.day("due")
    draft = await review.edit(
        press.connection,
        before.follow_up_id,
        actor=press.actor,
        now=press.now,
        task=press.data.get("task"),
        owner=press.data.get("owner") or None,
        due=due,
        # the dialog shows the date: who empties it wants none
        clear_due="whole" in press.data and before.due is not None and due is None,
    )
    return await _review_card(press, draft.minutes_id)


async def _name_owner(press: Press) -> Notice | str | None:
    """Let the reviewer say who has what somebody declined."""
    item, own = await followups.follow_up_by_ownership(
        press.connection, press.number("ownership_id")
    )
    minutes = await meetings.minutes_of(press.connection, item.minutes_id)
    if not await may_review(press.connection, press.actor, minutes):
        raise NotAllowedError(doubts.NOT_REVIEWER)
    directory = await review.directory_of(press.connection, minutes)
    _, owners = chosen(press.data.get("owner", ""), directory)
    if len(owners) != 1 or owners[0].person is None:
        raise BadInputError(doubts.NOT_MEMBER)
    await handover.reassign(
        press.connection, press.actor, item, own, owners[0].person, now=press.now
    )
    return await composing.sought_of(
        press.context, item.follow_up_id, own.ownership_id, press.person
    )


async def _drop(press: Press) -> Notice | str | None:
    draft = await followups.follow_up_of(press.connection, press.number("draft"))
    await review.drop(press.connection, draft.follow_up_id, actor=press.actor, now=press.now)
    return await _review_card(press, draft.minutes_id)


async def _add(press: Press) -> Notice | str | None:
    minutes_id = press.number("minutes_id")
    await review.add(
        press.connection,
        minutes_id,
        press.data.get("task", ""),
        owner=press.data.get("owner") or "unassigned",
        due=press.day("due"),
        actor=press.actor,
        now=press.now,
    )
    return await _review_card(press, minutes_id)


async def _merge(press: Press) -> Notice | str | None:
    kept = await review.merge(
        press.connection,
        press.number("draft"),
        press.number("into"),
        actor=press.actor,
        now=press.now,
    )
    return await _review_card(press, kept.minutes_id)


async def form(press: Press) -> DraftForm:
    """Give the dialog that corrects a draft, to who may."""
    draft = await followups.follow_up_of(press.connection, press.number("draft"))
    minutes = await meetings.minutes_of(press.connection, draft.minutes_id)
    if not await may_review(press.connection, press.actor, minutes):
        raise NotAllowedError(doubts.NOT_REVIEWER)
    asked = await composing.review_of(press.context, draft.minutes_id, press.person.name)
    shown = [one for one in asked.drafts if one.follow_up_id == draft.follow_up_id]
    if asked.approved or not shown:
        raise OutdatedError(doubts.ALREADY_APPROVED if asked.approved else doubts.GONE)
    return DraftForm(shown[0], asked.choices)


async def _review_card(press: Press, minutes_id: int) -> Notice:
    page = await paging.page_of(press.connection, minutes_id, press.person.person_id)
    return await composing.review_of(press.context, minutes_id, press.person.name, page=page)


ACTIONS: dict[Verb, Action] = {
    Verb.APPROVE: _approve,
    Verb.APPROVE_SURE: _approve_sure,
    Verb.PAGE: _turn,
    Verb.EDIT: _edit,
    Verb.DROP: _drop,
    Verb.ADD: _add,
    Verb.MERGE: _merge,
}
