"""Every mail in the language of whom it is for."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.domain.delivery import Sending
from bot.domain.notices import Notice
from tests.delivery.mail.test_message import EVERY_NOTICE, parts, sent
from tests.reading_languages import danish_in, peoples_words

ENGLISH = Sending(4711, language="en")


@pytest.mark.parametrize("notice", EVERY_NOTICE, ids=lambda notice: type(notice).__name__)
async def test_an_english_mail_has_no_danish_but_peoples(tmp_path: Path, notice: Notice) -> None:
    _, message = await sent(tmp_path, notice, sending=ENGLISH)
    assert message is not None
    text, html = parts(message)
    assert '<html lang="en"' in html
    assert message["Content-Language"] == "en"
    assert "Write “stop”" in text
    assert "Kind regards" in text
    subject = str(message["Subject"])
    assert not danish_in(f"{subject}\n{text}", peoples_words(notice)), text
    assert not danish_in(_seen(html), peoples_words(notice)), html


def _seen(html: str) -> str:
    """Give what is read of a page: neither its head, nor its tags."""
    body = LexborHTMLParser(html).body
    assert body is not None
    return body.text(separator="\n")


async def test_a_mail_to_one_who_chose_nothing_is_danish(tmp_path: Path) -> None:
    _, message = await sent(tmp_path, EVERY_NOTICE[0])
    assert message is not None
    assert message["Content-Language"] == "da"
