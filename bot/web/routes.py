"""All addresses of the board in one table."""

from pathlib import Path

from aiohttp import web

from bot.web import owners, report, review_groups, reviewing, upload, week, working_groups
from bot.web.board import BOARD, Board
from bot.web.failures import changing, failures
from bot.web.guard import guard
from bot.web.meeting import back, meeting
from bot.web.network import network
from bot.web.overview import overview
from bot.web.pages import PAGES, environment

_STATIC = Path(__file__).parent / "static"

_NETWORK = "/netvaerk/{key}"
_MEETING = r"/moede/{minutes:\d{1,9}}"
_FOLLOW_UP = _MEETING + r"/opfoelgning/{follow_up:\d{1,9}}"
_GROUP = _MEETING + r"/gruppe/{group:\d{1,9}}"
#: where the meeting's forms are sent: whoever asks for such an address is at its page
_FORMS = _MEETING + r"/{form:(?:(?:opfoelgning|gruppe)/\d{1,9}/)?[a-z-]+}"


def add_board(app: web.Application, board: Board) -> None:
    """Put the board's pages into the application, behind their guard."""
    app[BOARD] = board
    app[PAGES] = environment(board.template_packages)
    app.middlewares.extend((guard, failures))
    app.add_routes(
        [
            web.get("/", overview),
            web.get("/udbakke", report.report),
            web.get(_NETWORK, network),
            web.get(f"{_NETWORK}/overblik", week.week),
            web.post(f"{_NETWORK}/referat", changing(upload.upload, network)),
            web.get(_MEETING, meeting),
            web.post(f"{_MEETING}/godkend", changing(reviewing.approve, meeting)),
            web.post(f"{_MEETING}/godkend-sikre", changing(reviewing.approve_sure, meeting)),
            web.post(f"{_MEETING}/tilfoej", changing(reviewing.add, meeting)),
            web.post(f"{_FOLLOW_UP}/ret", changing(reviewing.edit, meeting)),
            web.post(f"{_FOLLOW_UP}/fjern", changing(reviewing.drop, meeting)),
            web.post(f"{_FOLLOW_UP}/tag-med", changing(reviewing.take_in, meeting)),
            web.post(f"{_FOLLOW_UP}/saml", changing(reviewing.merge, meeting)),
            web.post(f"{_FOLLOW_UP}/ansvarlig", changing(owners.name_owner, meeting)),
            web.post(f"{_MEETING}/ret", changing(review_groups.edit_meeting, meeting)),
            web.post(f"{_GROUP}/ret", changing(review_groups.edit_group, meeting)),
            web.post(f"{_GROUP}/fjern", changing(review_groups.drop_group, meeting)),
            web.post(f"{_GROUP}/pladser", changing(working_groups.frame, meeting)),
            web.post(f"{_GROUP}/luk", changing(working_groups.close, meeting)),
            web.get(_FORMS, back),
            web.get(f"{_GROUP}/deltagere.csv", working_groups.roster),
            web.static("/static", _STATIC),
        ]
    )
