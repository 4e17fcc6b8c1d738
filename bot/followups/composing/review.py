"""What the minute-taker is shown: the drafts, and follow-ups that seek an owner."""

from dataclasses import replace

from bot.domain import doubts
from bot.domain.followups import HELD, FollowUp, Ownership, Status
from bot.domain.language import t
from bot.domain.meetings import PartyKind
from bot.domain.notices import Approved, Draft, OwnerSought, ReviewRequest, Superseded
from bot.domain.people import Person
from bot.domain.retelling import restated
from bot.domain.wording import joined
from bot.followups import choices, silent
from bot.followups.composing.context import Context
from bot.followups.parties import Directory
from bot.followups.review import SURE, is_in_review
from bot.storage import followups, groups, meetings, outbox, paging, people, versions
from bot.storage.groups import WorkingGroup
from bot.storage.outbox import OutboxRow
from bot.storage.tables import follow_up, working_group
from bot.storage.tables import outbox as outbox_table


async def request(context: Context, row: OutboxRow) -> ReviewRequest | Superseded | None:
    """Compose the review of a set of minutes."""
    if row.minutes_id is None or row.person_id is None:
        return None
    to = await context.person(row.person_id)
    if await _is_superseded(context, row):
        if row.replaces_id is None:
            return None  # the newer one is on its way
        return Superseded(await context.occasion(row.minutes_id), to.name)
    page = await paging.page_of(context.connection, row.minutes_id, row.person_id)
    return await review_of(context, row.minutes_id, to.name, page=page)


async def _is_superseded(context: Context, row: OutboxRow) -> bool:
    """Say whether a corrected file has been asked about since."""
    asked = await outbox.rows(
        context.connection,
        outbox_table.c.kind == row.kind,
        outbox_table.c.minutes_id == row.minutes_id,
        outbox_table.c.person_id == row.person_id,
        outbox_table.c.replaces_id.is_(None),
    )
    return any(one.outbox_id > (row.replaces_id or row.outbox_id) for one in asked)


async def review_of(
    context: Context, minutes_id: int, to_name: str, *, page: int = 0
) -> ReviewRequest:
    """Compose the review of a set of minutes for whoever looks at it."""
    connection = context.connection
    minutes = await meetings.minutes_of(connection, minutes_id)
    items = await followups.follow_ups(
        connection,
        follow_up.c.minutes_id == minutes_id,
        follow_up.c.status.not_in((Status.DROPPED,)),
    )
    set_up = await groups.groups(connection, working_group.c.minutes_id == minutes_id)
    members = await people.members_of(connection, minutes.network_id)
    network = await people.network_of(connection, minutes.network_id)
    in_review = await is_in_review(connection, minutes)
    # the numbers stay when some of them have been approved
    asked = [
        (number, item)
        for number, item in enumerate(items, 1)
        if item.status is Status.DRAFT or not in_review
    ]
    drafts = tuple(draft_of(item, number) for number, item in asked)
    # what is only offered is not sent to anybody
    sure = [(number, item) for number, item in asked if item.confidence >= SURE]
    untold = await silent.silent_owners(connection, sure, context.today)
    return ReviewRequest(
        occasion=await context.occasion(minutes_id),
        to_name=to_name,
        drafts=drafts,
        groups=tuple(_called(group) for group in set_up if group.open),
        remarks=tuple(map(restated, minutes.remarks)),
        choices=choices.choices(Directory(members), has_channel=network.channel_id is not None),
        approved=not in_review,
        silent=silent.sentences(untold),
        page=page,
        opened=len(items) - len(asked),
        version=(await versions.newest_file(connection, minutes_id))[0],
    )


async def approved(context: Context, row: OutboxRow) -> Approved | None:
    """Compose what came of an approval; the figures are of that moment."""
    if row.minutes_id is None:
        return None
    return Approved(
        occasion=await context.occasion(row.minutes_id),
        to_name=(await context.person(row.person_id)).name,
        follow_ups=row.about["follow_ups"],
        people=row.about["people"],
        channel=row.about["channel"],
        left=row.about["left"],
    )


def _called(group: WorkingGroup) -> str:
    if not group.convener:
        return group.name
    return t("{group} (tovholder: {name})").format(group=group.name, name=group.convener)


def draft_of(item: FollowUp, number: int) -> Draft:
    """Show one follow-up to its reviewer."""
    return Draft(
        follow_up_id=item.follow_up_id,
        number=number,
        task=item.task,
        owners=owner_names(item),
        audience=item.audience,
        due=item.due,
        due_words=item.due_words,
        quote=item.quote,
        confidence=item.confidence,
        reasons=item.reasons,
        doubt=_doubt(item),
        item=item.item,
        is_sure=item.is_sure,
        change=item.change,
        renews=item.renews_id is not None,
    )


def owner_names(item: FollowUp) -> tuple[str, ...]:
    """Name the owners as the minutes do; everyone is one word, nobody is none."""
    if item.audience is PartyKind.EVERYONE:
        return (t(choices.EVERYONE.label),)
    names = [one.name for one in item.owners if one.name and one.status is not Status.DROPPED]
    return tuple(dict.fromkeys(names))


def _doubt(item: FollowUp) -> str | None:
    if item.audience is PartyKind.EVERYONE:
        return None  # said once for the whole review
    said = [restated(one.doubt) for one in item.owners if one.doubt]
    return " ".join(dict.fromkeys(said)) or None


async def owner_sought(context: Context, row: OutboxRow) -> OwnerSought | None:
    """Compose the question who has it then; settled once somebody does."""
    if row.follow_up_id is None:
        return None
    to = await context.person(row.person_id)
    name = row.about.get("pointed_to")
    sought = replace(
        await sought_of(context, row.follow_up_id, row.about["ownership_id"], to),
        pointed_to=restated(name) if name else None,
    )
    if row.replaces_id is None and sought.settled:
        return None  # taken back or settled before anybody was asked
    return sought


async def sought_of(
    context: Context, follow_up_id: int, ownership_id: int, to: Person
) -> OwnerSought:
    """Compose the question about one refusal as it stands."""
    connection = context.connection
    item = await followups.follow_up_of(connection, follow_up_id)
    own = next(one for one in item.owners if one.ownership_id == ownership_id)
    minutes = await meetings.minutes_of(connection, item.minutes_id)
    members = await people.members_of(connection, minutes.network_id)
    return OwnerSought(
        occasion=await context.occasion(item.minutes_id),
        to_name=to.name,
        follow_up_id=follow_up_id,
        ownership_id=ownership_id,
        task=item.task,
        quote=item.quote,
        declined_by=own.name or t(doubts.GONE),
        choices=choices.persons(Directory(members)),
        settled=await _settled(context, item, own),
        taken_back=own.status in HELD,
    )


async def _settled(context: Context, item: FollowUp, own: Ownership) -> str | None:
    """Name who has it now: whoever came after the one who declined."""
    if own.status is Status.DECLINED:
        return None
    after = [o for o in item.owners if o.ownership_id > own.ownership_id and o.status in HELD]
    holders = [own] if own.status in HELD else after
    names = [(await context.person(o.person_id)).name for o in holders if o.person_id]
    return joined(list(dict.fromkeys(names))) or own.name
