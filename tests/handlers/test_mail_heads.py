"""A small mail whose headers would take hours to read is not read, and keeps no other waiting."""

import pytest

from bot.delivery.mail.binding import Binding
from bot.errors import UnreadableError
from handlers.mail_heads import LONGEST, LONGEST_HEAD, MOST_BOUNDARIES
from handlers.mailbox import Mail, parse

BINDING = Binding(b"0123456789abcdef", "bolden.example.org")
FROM = "From: Ida <ida@example.org>\r\n"
ANSWERS = f"In-Reply-To: {BINDING.message_id(7)}\r\n"


def read(head: str, words: str = "1 er færdig") -> Mail:
    raw = f"{head}\r\n{words}\r\n".encode()
    return parse(raw, binding=BINDING, own_addresses=frozenset())


@pytest.mark.parametrize("name", ['"' * LONGEST, '"' + '\\"' * LONGEST, "a," * LONGEST])
def test_no_hour_is_spent_on_who_wrote(name: str) -> None:
    with pytest.raises(UnreadableError):
        read(f"From: {name} <ida@example.org>\r\n")


@pytest.mark.parametrize(
    "header",
    [
        f"Cc: {'a ' * LONGEST}x@example.org\r\n",
        f"Content-Type: text/html; {'a=b; ' * LONGEST}\r\n",
        f"Authentication-Results: post.example.org; {'auth=pass ' * (LONGEST // 5)}\r\n",
    ],
)
def test_a_header_too_long_says_nothing_and_the_words_are_heard(header: str) -> None:
    found = read(FROM + ANSWERS + header)
    assert (found.text, found.outbox_id) == ("1 er færdig", 7)


def test_more_headers_than_any_mail_has_are_left_alone() -> None:
    line = "X-Note: a\r\n"
    with pytest.raises(UnreadableError):
        read(FROM + line * (LONGEST_HEAD // len(line)))


def test_two_hundred_recipients_are_read() -> None:
    many = ",\r\n ".join(f"Per Holm <per{number}@kommune.example.org>" for number in range(200))
    plus = BINDING.reply_address("bolden@example.org", 9)
    assert read(f"{FROM}To: {many}, {plus}\r\n").outbox_id == 9


def test_long_words_are_no_headers() -> None:
    assert read(FROM, "ja " * LONGEST_HEAD).text


def test_a_report_that_brings_a_long_header_back_is_read() -> None:
    returned = f"{FROM}To: {'a ' * LONGEST}x@example.org\r\nMessage-ID: {BINDING.message_id(7)}"
    found = read(
        f"{FROM}Content-Type: multipart/report; boundary=b\r\n",
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{returned}\r\n\r\n--b--",
    )
    assert found.returned_id == 7


def test_more_parts_than_any_mail_has_are_left_alone() -> None:
    part = "--b\r\nContent-Type: text/plain\r\n\r\nja\r\n"
    head = f"{FROM}Content-Type: multipart/mixed; boundary=b\r\n"
    assert read(head, part * 100).text
    with pytest.raises(UnreadableError):
        read(head, part * (MOST_BOUNDARIES + 1))
