"""How the minute-taker gets from the mail to the review: by a link of their own, or not at all."""

from dataclasses import replace

import pytest

from bot.delivery.mail.rendering import render
from bot.domain.notices import Notice, ReviewRequest
from tests.delivery.mail.examples import BY_MAIL, BY_PAGE, MAILS, TODAY

LINK = "https://tavle.example.org/gennemgang/abc.def"
OWN = replace(BY_PAGE, review=LINK)


def _review(name: str, *, link: str) -> Notice:
    notice = MAILS[name]
    assert isinstance(notice, ReviewRequest)
    return replace(notice, occasion=replace(notice.occasion, link=link))


@pytest.mark.parametrize("name", ["review", "review, nothing found", "review, corrected"])
def test_the_link_is_ones_own_and_the_only_one(name: str) -> None:
    """The board's would ask them to sign in with an account that they may not have."""
    mail = render(_review(name, link="https://tavle.example.org/moede/7"), today=TODAY, ways=OWN)
    for said in (mail.text, mail.html):
        assert said.count(LINK) == 1
        assert "/moede/7" not in said
        assert "Send det ikke videre." in said


def test_without_a_board_it_says_what_to_do_instead() -> None:
    mail = render(_review("review", link=""), today=TODAY, ways=BY_MAIL)
    for said in (mail.text, mail.html):
        assert "https://" not in said.replace("https://www.w3.org", "")
        assert "på den maskine, hvor Bolden kører" in said
        assert "bed den, der passer Bolden, om hjælp" in said
        assert "som fil i en ny mail til Bolden" in said


def test_where_the_reader_sits_at_the_board_it_leads_there() -> None:
    here = "http://127.0.0.1:3978/moede/7"
    mail = render(_review("review", link=here), today=TODAY, ways=replace(BY_PAGE, review=""))
    assert here in mail.text
    assert here in mail.html


@pytest.mark.parametrize("name", ["review", "owner sought", "channel tasks"])
def test_the_reason_holds_for_a_chair_who_is_asked_instead(name: str) -> None:
    mail = render(MAILS[name], today=TODAY, ways=OWN)
    for said in (mail.text, mail.html):
        assert "Du får beskeden, fordi du følger op på referaterne i" in said
