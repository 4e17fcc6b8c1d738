"""All addresses of the board in one table, each with what it asks of whoever wants it."""

from pathlib import Path

from aiohttp import web

from bot.web import (
    languages,
    mail_answers,
    mail_digest,
    mail_review,
    own_tasks,
    owners,
    report,
    review_groups,
    reviewing,
    signing_in,
    teams_tab,
    upload,
    week,
    working_groups,
)
from bot.web.admission import RIGHTS, Right, admission
from bot.web.board import BOARD, Board
from bot.web.failures import changing, failures
from bot.web.guard import guard
from bot.web.languages import in_their_language
from bot.web.meeting import back, meeting
from bot.web.network import network
from bot.web.overview import overview
from bot.web.pages import PAGES, environment
from bot.web.sign_in import BACK

_STATIC = Path(__file__).parent / "static"

_NETWORK = "/netvaerk/{key}"
_MEETING = r"/moede/{minutes:\d{1,9}}"
_FOLLOW_UP = _MEETING + r"/opfoelgning/{follow_up:\d{1,9}}"
_GROUP = _MEETING + r"/gruppe/{group:\d{1,9}}"
#: where the meeting's forms are sent: whoever asks for such an address is at its page
_FORMS = _MEETING + r"/{form:(?:(?:opfoelgning|gruppe)/\d{1,9}/)?[a-z-]+}"
_PART = r"/min/{part:\d{1,9}}"

_TABLE: tuple[tuple[Right, web.AbstractRouteDef], ...] = (
    (Right.OPEN, web.get("/log-ind", signing_in.page)),
    (Right.OPEN, web.get("/log-ind/start", signing_in.start)),
    (Right.OPEN, web.post(BACK, signing_in.back)),
    (Right.SIGNED_IN, web.post("/log-ud", signing_in.out)),
    (Right.SIGNED_IN, web.post("/sprog", languages.choose)),
    (Right.OPEN, web.get("/teams/ind", teams_tab.page)),
    (Right.OPEN, web.post("/teams/ind", teams_tab.enter)),
    (Right.SIGNED_IN, web.get("/teams/indstil", teams_tab.configure)),
    (Right.SIGNED_IN, web.get("/", overview)),
    (Right.SIGNED_IN, web.get("/min", own_tasks.page)),
    (
        Right.SIGNED_IN,
        web.post("/min/overblik", changing(own_tasks.choose_rhythm, own_tasks.page)),
    ),
    (Right.MEMBER, web.post(_PART, changing(own_tasks.act, own_tasks.page))),
    (Right.LEADER, web.get("/udbakke", report.report)),
    (Right.MEMBER, web.get(_NETWORK, network)),
    (Right.MEMBER, web.get(f"{_NETWORK}/overblik", week.week)),
    (Right.REVIEWER, web.post(f"{_NETWORK}/referat", changing(upload.upload, network))),
    (Right.MEMBER_OR_LINKED, web.get(_MEETING, meeting)),
    (Right.LINKED, web.post(f"{_MEETING}/godkend", changing(reviewing.approve, meeting))),
    (
        Right.LINKED,
        web.post(f"{_MEETING}/godkend-sikre", changing(reviewing.approve_sure, meeting)),
    ),
    (Right.LINKED, web.post(f"{_MEETING}/tilfoej", changing(reviewing.add, meeting))),
    (Right.LINKED, web.post(f"{_FOLLOW_UP}/ret", changing(reviewing.edit, meeting))),
    (Right.LINKED, web.post(f"{_FOLLOW_UP}/fjern", changing(reviewing.drop, meeting))),
    (Right.LINKED, web.post(f"{_FOLLOW_UP}/tag-med", changing(reviewing.take_in, meeting))),
    (Right.LINKED, web.post(f"{_FOLLOW_UP}/saml", changing(reviewing.merge, meeting))),
    (Right.REVIEWER, web.post(f"{_FOLLOW_UP}/ansvarlig", changing(owners.name_owner, meeting))),
    (Right.LINKED, web.post(f"{_MEETING}/ret", changing(review_groups.edit_meeting, meeting))),
    (Right.LINKED, web.post(f"{_GROUP}/ret", changing(review_groups.edit_group, meeting))),
    (Right.LINKED, web.post(f"{_GROUP}/fjern", changing(review_groups.drop_group, meeting))),
    # the group's convener may, too: who that is, its own rules say
    (Right.MEMBER, web.post(f"{_GROUP}/pladser", changing(working_groups.frame, meeting))),
    (Right.MEMBER, web.post(f"{_GROUP}/luk", changing(working_groups.close, meeting))),
    (Right.MEMBER, web.get(f"{_GROUP}/deltagere.csv", working_groups.roster)),
    (Right.MEMBER_OR_LINKED, web.get(_FORMS, back)),
    # whoever has the link was sent it: no session is asked for, and none is made
    (Right.OPEN, web.get("/svar/{token}", mail_answers.answer)),
    (Right.OPEN, web.post("/svar/{token}", mail_answers.answer)),
    (Right.OPEN, web.get("/gennemgang/{token}", mail_review.page)),
    (Right.OPEN, web.post("/gennemgang/{token}", mail_review.begin)),
    (Right.OPEN, web.post("/gennemgang/{token}/nyt", mail_review.ask_again)),
    (Right.OPEN, web.get("/afmeld/{token}", mail_digest.leave)),
    (Right.OPEN, web.post("/afmeld/{token}", mail_digest.leave)),
    (Right.OPEN, web.static("/static", _STATIC)),
)


def add_board(app: web.Application, board: Board) -> None:
    """Put the board's pages into the application, behind their guard."""
    app[BOARD] = board
    app[PAGES] = environment(board.template_packages)
    app.middlewares.extend((in_their_language, guard, failures, admission))
    app[RIGHTS] = {
        (route.method, route.resource.canonical): right
        for right, page in _TABLE
        for route in page.register(app.router)
        if route.resource is not None
    }
