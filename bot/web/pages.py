"""Pages: templates that escape everything, in the language spoken, with the words they share."""

from collections.abc import Sequence
from typing import Any

from aiohttp import web
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from multidict import MultiMapping

from bot.domain import corrected, reasons, roster_file, sentences
from bot.domain.followups import PENDING
from bot.domain.language import LANGUAGES, spoken, t, tn
from bot.domain.meetings import PartyKind
from bot.domain.retelling import restated
from bot.domain.verbs import Verb
from bot.domain.wording import deadline, excerpt, joined, long_date, status_word
from bot.followups.composing.context import title_of
from bot.followups.composing.group import listed
from bot.web import mail_words, standing, words
from bot.web.board import board_of, visitor_of
from bot.web.guard import TEAMS_JS, TEAMS_JS_IS
from bot.web.visiting import Visitor

PAGES = web.AppKey("pages", Environment)


def environment(packages: Sequence[str] = ()) -> Environment:
    """Build the environment; further packages may hold pages that extend `base.html`."""
    pages = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in ("bot.web", *packages)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "long_date": long_date,
        "excerpt": excerpt,
        "joined": joined,
        "status": status_word,
        "certainty": sentences.certainty,
        "shortened": sentences.shortened,
        "moment": words.moment,
        "restated": restated,
        "titled": title_of,
        "because": reasons.said,
    }
    pages.filters |= filters
    pages.globals |= {
        "corrected": corrected,
        "deadline": deadline,
        "PENDING": PENDING,
        "PartyKind": PartyKind,
        "Verb": Verb,
        "listed": listed,
        "sentences": sentences,
        "standing": standing,
        "standing_of": roster_file.standing,
        "LANGUAGES": LANGUAGES,
        "spoken": spoken,
        "t": _said,
        "tn": _counted,
        "words": words,
        "words_of_mail": mail_words,
    }
    return pages


def _said(text: str, /, **fields: object) -> Markup:
    """Say a text with its fields filled in; a field may hold a link, all else is escaped."""
    return escape(t(text)).format(**fields)


def _counted(one: str, many: str, count: int, /, **fields: object) -> Markup:
    """Say it of one or of many."""
    return escape(tn(one, many, count)).format(count=count, **fields)


def render(
    request: web.Request, template: str, *, status: int = 200, **context: Any
) -> web.Response:
    """Answer with a page; the frame around it (menu, notices, what was just done) comes along."""
    board, visitor = board_of(request), visitor_of(request)
    frame = {
        "board": board,
        "visitor": visitor,
        "menu": _menu(visitor) + board.links,
        "teams_js": (TEAMS_JS, TEAMS_JS_IS),
        "today": board.today,
        "here": request.path,
        "address": str(request.rel_url.without_query_params("sket", "ved")),
        "done": done(request.query),
        "error": None,
    }
    page = request.app[PAGES].get_template(template).render(frame | context)
    return web.Response(text=page, content_type="text/html", charset="utf-8", status=status)


def _menu(visitor: Visitor | None) -> tuple[tuple[str, str], ...]:
    """Give the entries of the menu that lead this visitor somewhere."""
    if visitor is None or visitor.is_by_link:
        return ()
    entries = [(t("Forside"), "/")]
    entries += [(t("Min tavle"), "/min")] if visitor.person else []
    entries += [(t("Udbakke"), "/udbakke")] if visitor.leads_any else []
    return tuple(entries)


def done(query: MultiMapping[str]) -> str | None:
    """Say what was just done, as the redirect names it; unknown names say nothing."""
    said = words.DONE.get(query.get("sket", ""))
    return t(said) if said else None
