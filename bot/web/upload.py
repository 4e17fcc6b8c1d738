"""New minutes by hand: the file is read, stored as drafts and shown for review."""

from aiohttp import BodyPartReader, web

from bot.domain.language import later
from bot.domain.unreadable import TOO_BIG, why
from bot.errors import BadInputError, UnreadableError
from bot.followups import intake
from bot.followups.intake import Intake
from bot.minutes.documents import MAX_BYTES
from bot.web.board import actor_of, board_of
from bot.web.forms import NO_FORM, UNREADABLE
from bot.web.network import network_in

NO_FILE = later("Vælg en fil med referatet først.")
NOTHING = later("Der er hverken et møde eller opfølgninger i filen, så intet er gemt.")


async def upload(request: web.Request) -> str:
    """Take in the file of the form; the same file again leads to what is there already."""
    board = board_of(request)
    async with board.store.transaction() as connection:
        network = await network_in(request, connection)
    data, name = await _file(request)
    try:
        minutes = await board.read(data, name)
    except UnreadableError as error:
        raise UnreadableError(why(error)) from error
    async with board.store.transaction() as connection:
        taken = await intake.take_in(
            connection, network, minutes, data, name, actor=actor_of(request), now=board.clock()
        )
    if taken.minutes_id is None:
        raise BadInputError(NOTHING)
    return f"/moede/{taken.minutes_id}?sket={_done(taken)}"


def _done(taken: Intake) -> str:
    if taken.corrects:
        return "rettet-udgave" if taken.corrects.asks else "uaendret"
    return "laest" if taken.is_new else "kendt"


async def _file(request: web.Request) -> tuple[bytes, str]:
    """Give the bytes and the name of the file that was sent."""
    try:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.name == "file":
                return await _bytes(part), _name(part.filename or "")
    except NO_FORM as error:
        raise BadInputError(UNREADABLE) from error
    raise BadInputError(NO_FILE)


async def _bytes(part: BodyPartReader) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(256 * 1024):
        data += chunk
        if len(data) > MAX_BYTES:
            raise BadInputError(TOO_BIG)
    return bytes(data)


def _name(sent: str) -> str:
    """Give the file's own name: without a path, without invisible characters."""
    own = sent.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in own if c.isprintable()).strip()[-200:]
    if not name:
        raise BadInputError(NO_FILE)
    return name
