"""Cards and mails lead to the board only where those who get them can open it."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from bot.delivery.mail import rendering
from bot.domain.notices import ReviewRequest
from bot.followups.composing.context import Context
from bot.settings import Board, Settings, Teams
from cards.rendering import render
from tests.cards.examples import EXAMPLES
from tests.conftest import TUESDAY

#: without sign-in, these are done by whoever sits at the machine
ON_THE_BOARD = "på tavlen, på den maskine, hvor Bolden kører"


def unlinked(value: Any) -> Any:
    """Give a notice as it is composed where nobody but this machine can open the board."""
    if isinstance(value, tuple):
        return tuple(map(unlinked, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        one.name: "" if one.name == "link" else unlinked(getattr(value, one.name))
        for one in fields(value)
        if one.init
    }
    return replace(value, **changed)


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_a_link_no_card_has_a_button_to_it(name: str) -> None:
    assert "Action.OpenUrl" not in json.dumps(render(unlinked(EXAMPLES[name])))


#: cards alone: what a mail is never composed for
_NO_MAILS = {
    "assignment, nothing",
    "review, superseded",
    "channel tasks, news alone",
    "digest",
    "digest, one thing",
}


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - _NO_MAILS))
def test_without_a_link_no_mail_has_one(name: str) -> None:
    mail = rendering.render(unlinked(EXAMPLES[name]), today=date(2026, 9, 8))
    for said in (mail.text, mail.html):
        assert 'href=""' not in said
        assert "http://" not in said.replace("http://www.w3.org", "")
        assert not [line for line in said.splitlines() if line.rstrip().endswith("her:")]


def test_what_can_be_done_on_the_board_alone_is_said_so() -> None:
    review = next(
        one for one in EXAMPLES.values() if isinstance(one, ReviewRequest) and not one.approved
    )
    mail = rendering.render(unlinked(review), today=date(2026, 9, 8))
    assert ON_THE_BOARD in mail.text
    assert ON_THE_BOARD in mail.html
    assert ON_THE_BOARD not in rendering.render(review, today=date(2026, 9, 8)).text


@pytest.mark.parametrize(
    ("settings", "page"),
    [
        (Settings(), ""),
        (Settings(board=Board(link="http://127.0.0.1:3978")), ""),
        (Settings(board=Board(link="https://tavle.example.org")), ""),
        (
            Settings(board=Board(link="https://tavle.example.org/"), teams=Teams(app_id="a")),
            "https://tavle.example.org/moede/7",
        ),
    ],
)
def test_links_are_made_where_members_can_sign_in(settings: Settings, page: str) -> None:
    context = Context(None, settings.open_to_members, TUESDAY)  # type: ignore[arg-type]
    assert context.page("/moede/7") == page
