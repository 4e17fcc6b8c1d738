"""Who is let in where: each address of the board names what it asks of whoever wants it."""

from collections.abc import Mapping
from enum import Enum, auto

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.language import later, speak
from bot.errors import NotAllowedError, UnknownError
from bot.storage import followups, meetings, people
from bot.storage.meetings import MinutesRow
from bot.web import mail_review_visit, sessions
from bot.web.board import SIGNED_OUT, VISITOR, board_of, number_in
from bot.web.guard import ELSEWHERE, READING, Handler
from bot.web.sign_in import SignIn
from bot.web.visiting import Visitor

NOT_LEADING = later("Det kan kun netværkets referent, mødeleder eller sekretariat se og gøre.")


class Right(Enum):
    """What an address asks for. What is another network's is not there at all: 404."""

    #: nothing, not even a session
    OPEN = auto()
    SIGNED_IN = auto()
    #: that they lead some network; which rows they see is up to the page
    LEADER = auto()
    #: that they are a member of the network that the address is about
    MEMBER = auto()
    #: that they may review the minutes of the address, or lead its network
    REVIEWER = auto()
    #: the same two, or instead of a session the link in the mail that asks for this very review
    MEMBER_OR_LINKED = auto()
    LINKED = auto()


#: by method and address, as the router has it
Rights = Mapping[tuple[str, str], Right]
RIGHTS = web.AppKey("rights", Rights)
_LINKED = {
    Right.MEMBER_OR_LINKED: Right.MEMBER,
    Right.LINKED: Right.REVIEWER,
}


@web.middleware
async def admission(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who it is, and let them in or not. On loopback everybody is the keeper."""
    board = board_of(request)
    if board.sign_in is None or request.path.startswith(ELSEWHERE):
        return await handler(request)
    right = _right(request)
    if right is Right.OPEN:
        return await handler(request)
    async with board.store.transaction() as connection:
        visitor = await _visitor(request, connection, board.sign_in)
        if visitor is None and right in _LINKED:
            visitor = await mail_review_visit.visitor(request, connection)
        if visitor is None:
            raise _to_sign_in(request)
        request[VISITOR] = visitor
        if visitor.person and visitor.person.language:
            speak(visitor.person.language)
        await _admit(request, connection, visitor, _LINKED.get(right, right))
    return await handler(request)


async def _visitor(
    request: web.Request, connection: AsyncConnection, sign_in: SignIn
) -> Visitor | None:
    """Give whose session it is, None where it is over or they are in no network any more."""
    session = sessions.read(request, sign_in.seals, board_of(request).clock())
    if session is None or await sessions.is_ended(connection, session):
        return None
    person = await people.find_person(connection, entra_id=session.entra_id)
    if person is None or person.person_id != session.person_id:
        return None
    roles = await people.roles_of(connection, person.person_id)
    return Visitor(person, roles, session) if roles else None


def _right(request: web.Request) -> Right:
    """Give what the address asks for; one that nobody gave a right to does not exist."""
    resource = request.match_info.route.resource
    if resource is None:  # no such address: that too is told to members only
        return Right.SIGNED_IN
    method = "GET" if request.method in READING else request.method
    right = request.app[RIGHTS].get((method, resource.canonical))
    if right is None:
        raise UnknownError(doubts.GONE)
    return right


async def _admit(
    request: web.Request, connection: AsyncConnection, visitor: Visitor, right: Right
) -> None:
    if right is Right.LEADER and not visitor.leads_any:
        raise NotAllowedError(NOT_LEADING)
    if right not in (Right.MEMBER, Right.REVIEWER):
        return
    network_id, minutes = await _about(request, connection)
    if not visitor.sees(network_id):
        raise UnknownError(doubts.GONE)
    may = visitor.reviews(minutes) if minutes else visitor.leads(network_id)
    if right is Right.REVIEWER and not may:
        raise NotAllowedError(NOT_LEADING)


async def _about(
    request: web.Request, connection: AsyncConnection
) -> tuple[int, MinutesRow | None]:
    """Give the network that the address is about, and the minutes where it names some."""
    if "key" in request.match_info:
        network = await people.network_by_key(connection, request.match_info["key"])
        return network.network_id, None
    if "part" in request.match_info:
        item, _ = await followups.follow_up_by_ownership(connection, number_in(request, "part"))
        minutes = await meetings.minutes_of(connection, item.minutes_id)
    else:
        minutes = await meetings.minutes_of(connection, number_in(request, "minutes"))
    return minutes.network_id, minutes


def _to_sign_in(request: web.Request) -> Exception:
    """Lead to the door that fits: Teams' own within Teams, else the one for browsers."""
    if request.method not in READING:
        return NotAllowedError(SIGNED_OUT)
    in_frame = request.headers.get("Sec-Fetch-Dest") == "iframe"
    door = "/teams/ind" if in_frame else "/log-ind"
    # in a browser that keeps no cookie in frames it would go round for ever
    query = {"til": request.path_qs} | ({"igen": "1"} if in_frame else {})
    return web.HTTPSeeOther(str(request.url.with_path(door).with_query(query).relative()))
