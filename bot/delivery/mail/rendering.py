"""A notice in a mail's words: subject, text and HTML, three files a notice."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from bot.delivery.mail.answering import Ways
from bot.delivery.mail.message import Rendered
from bot.delivery.mail.tidy import tidy
from bot.domain import approving, corrected, sentences, standing_in, unsure, welcoming
from bot.domain.language import spoken, t, tn
from bot.domain.meetings import PartyKind
from bot.domain.notices import (
    Answer,
    Approved,
    Assignment,
    ChannelTasks,
    Correction,
    GroupNote,
    Notice,
    Occasion,
    OwnerSought,
    PersonalDigest,
    Reminder,
    ReviewRequest,
    Roster,
    Seat,
    Substitute,
    Unreachable,
    UnsureSender,
    VolunteerCall,
    Welcome,
)
from bot.domain.rhythm import HOW_TO_CHOOSE
from bot.domain.verbs import Verb
from bot.domain.wording import MONTHS, deadline, joined, long_date, status_word


@dataclass(frozen=True)
class _Mail:
    folder: str
    #: it asks for an answer: the mail says above which line, and its subject bears the tag
    takes_answers: bool = True


_MAILS: dict[type[Notice], _Mail] = {
    ReviewRequest: _Mail("review_request", takes_answers=False),
    Assignment: _Mail("assignment"),
    Reminder: _Mail("reminder"),
    Substitute: _Mail("substitute"),
    VolunteerCall: _Mail("volunteer_call"),
    Roster: _Mail("roster"),
    Seat: _Mail("seat"),
    GroupNote: _Mail("group_note", takes_answers=False),
    ChannelTasks: _Mail("channel_tasks", takes_answers=False),
    OwnerSought: _Mail("owner_sought", takes_answers=False),
    PersonalDigest: _Mail("digest"),
    Answer: _Mail("answer"),
    Welcome: _Mail("welcome", takes_answers=False),
    Correction: _Mail("correction"),
    Unreachable: _Mail("unreachable", takes_answers=False),
    Approved: _Mail("approved", takes_answers=False),
    UnsureSender: _Mail("unsure_sender"),
}


def takes_answers(notice: Notice) -> bool:
    """Whether the notice asks for an answer in words."""
    return _MAILS[type(notice)].takes_answers


def render(notice: Notice, *, today: date, ways: Ways | None = None) -> Rendered:
    """Word the notice in the language spoken now; `today` decides whether a year must be said.

    With `ways` an owner's tasks have buttons.
    """
    mail, words, html = _MAILS[type(notice)], _environment(), _inliner()
    context: dict[str, Any] = {
        "notice": tidy(notice),
        "takes_answers": mail.takes_answers,
        "today": today,
        "ways": ways,
        "example": _example(today),
        "lang": spoken(),
    }
    context["to_name"] = getattr(context["notice"], "to_name", None)
    context["subject"] = words.get_template(f"{mail.folder}/subject.txt").render(context).strip()
    text = words.get_template(f"{mail.folder}/body.txt").render(context)
    page = words.get_template(f"{mail.folder}/body.html").render(context)
    folded = re.sub(r"\n{3,}", "\n\n", text.strip())
    return Rendered(context["subject"], f"{folded}\n", html.inline(page), spoken())


def _day(day: date, today: date) -> str:
    """Give "6. marts", with the year where it is not this year's."""
    if day.year != today.year:
        return long_date(day)
    return t("{day}. {month}").format(day=day.day, month=t(MONTHS[day.month - 1]))


def _meeting(occasion: Occasion, today: date) -> str:
    """Give the meeting by title and day."""
    if occasion.date is None or long_date(occasion.date) in occasion.title:
        return occasion.title
    return f"{occasion.title}, {_day(occasion.date, today)}"


def _greeting(name: str) -> str:
    words = name.split()
    return t("Hej {name}").format(name=words[0]) if words else t("Hej")


def _example(today: date) -> str:
    """Give a date ahead as one would write it: the first of the month after next."""
    month = (today.month + 1) % 12 + 1
    return f"1/{month}"


def _said(text: str, **fields: object) -> str:
    """Say a text with its fields filled in."""
    return t(text).format(**fields)


def _counted(one: str, many: str, count: int, **fields: object) -> str:
    """Say it of one or of many."""
    return tn(one, many, count).format(count=count, **fields)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.delivery"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "day": _day,
        "meeting": _meeting,
        "greeting": _greeting,
        "joined": joined,
        "status": status_word,
        "sentence": sentences.outcome_sentence,
        "why_you": sentences.why_you,
        "shortened": sentences.shortened,
        "certainty": sentences.certainty,
    }
    environment.filters |= filters
    environment.globals |= {
        "t": _said,
        "tn": _counted,
        "deadline": deadline,
        "sentences": sentences,
        "standing_in": standing_in,
        "approving": approving,
        "corrected": corrected,
        "unsure": unsure,
        "welcoming": welcoming,
        "HOW_TO_CHOOSE": HOW_TO_CHOOSE,
        "PartyKind": PartyKind,
        "Verb": Verb,
    }
    return environment


@cache
def _inliner() -> CSSInliner:
    return CSSInliner(
        keep_style_tags=True,
        remove_inlined_selectors=True,
        minify_css=True,
        load_remote_stylesheets=False,
    )
