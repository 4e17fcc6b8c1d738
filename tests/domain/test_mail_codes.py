"""What a mail server's code says of the address that was written to."""

import pytest

from bot.domain.mail_codes import blames_address


@pytest.mark.parametrize(
    ("code", "blames"),
    [
        ("5.0.0", False),  # nothing is said
        ("5.1.0", True),  # something about the address
        ("5.1.1", True),  # no such mailbox
        ("5.1.2", True),  # no such domain
        ("5.1.3", True),  # no address at all
        ("5.1.4", True),  # could be several
        ("5.1.5", False),  # valid
        ("5.1.6", True),  # moved
        ("5.1.7", False),  # the sender's address
        ("5.1.8", False),  # the sender's domain
        ("5.1.9", False),  # a server on the way
        ("5.1.10", True),  # Exchange: not found; RFC 7505: a domain without mail
        ("5.1.20", False),  # Exchange: more than one sender
        ("5.2.0", False),
        ("5.2.1", True),  # closed
        ("5.2.2", False),  # full, which passes
        ("5.2.3", False),  # this mail is too big for the mailbox
        ("5.2.4", False),  # a list that cannot be expanded
        ("5.3.4", False),  # this mail is too big for the system
        ("5.4.1", False),  # no answer
        ("5.4.4", True),  # no way to the domain
        ("5.4.6", False),  # goes round in circles
        ("5.4.7", False),  # too old
        ("5.4.310", True),  # Exchange Online: no such domain
        ("5.6.0", False),  # the content
        ("5.7.1", False),  # not from you
        ("5.7.26", False),  # not vouched for
        ("4.1.1", False),  # not for good
    ],
)
def test_only_what_is_wrong_with_the_address_counts(code: str, blames: bool) -> None:
    assert blames_address(code) is blames


@pytest.mark.parametrize(
    ("words", "blames"),
    [
        ("Recipient address rejected: Access denied. AS(201806281) [x.example.org]", True),
        ("Recipient address\n rejected:  Access\n denied", True),
        ("Access denied", False),
        ("No answer from host", False),
    ],
)
def test_exchange_online_says_in_words_who_is_not_in_its_directory(
    words: str, blames: bool
) -> None:
    assert blames_address("5.4.1", words) is blames
    assert not blames_address("5.7.1", words)
