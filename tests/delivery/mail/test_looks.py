"""Every mail in every language, also with much in it, endless words and markup: how it looks."""

import os
import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.delivery.mail.message import Envelope, Rendered, build
from bot.delivery.mail.rendering import render
from bot.domain.delivery import MailAddress
from bot.domain.language import LANGUAGES, speaking
from bot.domain.notices import Notice
from tests.delivery.mail.changed import crowded, endless, hostile
from tests.delivery.mail.examples import BY_PAGE, MAILS, TODAY
from tests.delivery.mail.looks import contrasts, dark_rules, rules
from tools.mails.showing import Screen, preheader, screen
from tools.pictures.browser import CHROMIUM

Change = Callable[[Notice], Notice]
CHANGES: tuple[Change, ...] = (lambda notice: notice, crowded, endless, hostile)
every_mail = pytest.mark.parametrize("name", MAILS)
every_language = pytest.mark.parametrize("language", LANGUAGES)
#: beyond it Gmail cuts a mail off
LARGEST = 100_000
#: Word, which draws the mails of Outlook for Windows, knows none of these
UNKNOWN_TO_WORD = re.compile(r"display: ?(flex|grid|inline-block)|float:|position:|url\(|rgba?\(")


def worded(name: str, language: str) -> list[Rendered]:
    with speaking(language):
        return [render(change(MAILS[name]), today=TODAY, ways=BY_PAGE) for change in CHANGES]


def inlined(html: str) -> LexborHTMLParser:
    """Give the page as a program sees it that drops the style sheet."""
    return LexborHTMLParser(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


@every_language
@every_mail
def test_every_text_stands_out_in_light_and_in_dark(name: str, language: str) -> None:
    html = worded(name, language)[0].html
    for dark in (False, True):
        seen = list(contrasts(html, dark=dark))
        assert len(seen) > 5
        assert [(words, ratio) for words, ratio in seen if ratio < 4.5] == []


def test_outlook_on_the_web_gets_the_same_dark() -> None:
    html = worded("assignment, several", "da")[0].html
    assert "@media" in html
    sheet = html[: html.index("</style>")].rpartition("\n}\n")[2]
    theirs = rules(sheet)
    assert [(one.removeprefix("[data-ogsc] "), style) for one, style in theirs] == dark_rules(html)


@every_language
@every_mail
def test_its_frame(name: str, language: str) -> None:
    """Language, preheader, reason, tables: whatever the mail holds."""
    for mail in worded(name, language):
        page = inlined(mail.html)
        assert page.root is not None
        assert page.root.attributes["lang"] == language
        beside = preheader(mail.html)
        assert len(beside) > 10
        assert beside.casefold() != mail.subject.casefold()
        reason = page.css_first("td.reason p")
        assert reason is not None
        why = reason.text()
        assert why.startswith({"da": "Du får", "en": "You get"}[language])
        assert why.split(".")[0] in mail.text
        for table in page.css("table"):
            is_layout = table.attributes.get("role") == "presentation"
            is_data = any(part.tag == "caption" for part in table.iter())
            assert is_layout != is_data
            assert is_layout or table.css("th[scope=col]")
        assert len(page.css("h1")) == 1


@every_language
@every_mail
def test_nothing_is_left_over_or_let_in(name: str, language: str) -> None:
    for mail in worded(name, language):
        for part in (mail.subject, mail.text, mail.html):
            assert not re.search(
                r"\{\{|\}\}|\{%|\bNone\b|\{[a-z_]+\}",
                re.sub("<style>.*</style>", "", part, flags=re.DOTALL),
            )
        assert inlined(mail.html).css("img, script") == []
        assert UNKNOWN_TO_WORD.search(inlined(mail.html).html or "") is None


@every_language
@every_mail
def test_its_text_can_be_read_alone(name: str, language: str) -> None:
    """Every address is in it; a mail with the words filled in is an answer in words there."""
    for mail in worded(name, language):
        for link in inlined(mail.html).css("a"):
            address = link.attributes["href"] or ""
            assert link.text().strip()
            told = address.removeprefix("mailto:")
            assert told in mail.text or "?subject=" in told
        heading = [node.text(strip=True) for node in inlined(mail.html).css("h2, td.entry h2")]
        assert all(one in " ".join(mail.text.split()) for one in heading)


@every_language
@every_mail
def test_its_subject_is_one_short_line_and_it_is_not_cut_off(name: str, language: str) -> None:
    for mail in worded(name, language):
        bot = MailAddress("Bolden", "bolden@example.org")
        envelope = Envelope(bot, bot, "<1@example.org>", datetime(2026, 11, 21, tzinfo=UTC))
        for tag in (None, "[#4711-k7q2mzfa]"):
            sent = build(mail, Envelope(**vars(envelope) | {"tag": tag}))
            subject = str(message_from_bytes(sent, policy=default)["Subject"])
            assert len(subject) <= 78
            assert "\n" not in subject
            whole = f"{mail.subject} {tag}" if tag else mail.subject
            assert subject == whole or f"{mail.subject} ".startswith(subject.partition("…")[0])
            assert subject.endswith(tag or "")
        assert len(mail.html.encode()) <= LARGEST


@pytest.fixture
async def phone() -> AsyncIterator[Screen]:
    """Open a browser; in CI it must be there."""
    if not CHROMIUM:
        missing = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    async with screen() as opened:
        yield opened


@every_language
async def test_a_phone_shows_it_whole_and_a_thumb_hits(phone: Screen, language: str) -> None:
    """At 360 pixels nothing scrolls sideways, and every button is 44 pixels high."""
    for name, notice in MAILS.items():
        for change in (CHANGES[0], endless):
            with speaking(language):
                shown = render(change(notice), today=TODAY, ways=BY_PAGE)
            fit = await phone.fit(shown.html)
            assert fit.too_wide == [], name
            assert fit.small == [], name


async def test_what_does_not_fit_would_be_found(phone: Screen) -> None:
    row = '<table><tr><td class="button"><a href="https://example.org">Svar</a></td></tr></table>'
    fit = await phone.fit(f'<body>{row}<div style="width: 500px">bred</div></body>')
    assert fit.too_wide == ["div bred"]
    assert fit.small[0].startswith("a Svar")
