"""Whether our own mail server vouches for the address in From, and for which."""

import pytest

from handlers.sender_check import EXCHANGE, MICROSOFT_365, verified

OURS = "post.example.org"
IDA = "ida@koege.example.org"


def check(*results: str, auth_as: str | None = None, trusted: str = OURS) -> bool | None:
    return verified(results, auth_as=auth_as, sender=IDA, trusted=frozenset({trusted}))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("dmarc=pass header.from=koege.example.org", True),
        ("dmarc=fail header.from=koege.example.org; dkim=pass header.d=koege.example.org", False),
        ("dkim=pass header.d=koege.example.org", True),
        ("dkim=pass header.d=elsewhere.example.com", None),
        ("spf=pass smtp.mailfrom=ida@koege.example.org", True),
        ("spf=fail smtp.mailfrom=ida@koege.example.org", False),
        ("none", None),
        # whoever signed in is told: nobody else of the domain, whatever holds for that
        ("auth=pass (plain) smtp.auth=ida@koege.example.org", True),
        ("auth=pass smtp.auth=Ida@Koege.example.org; spf=none", True),
        (
            "auth=pass smtp.auth=per@koege.example.org; spf=pass smtp.mailfrom=koege.example.org",
            False,
        ),
        (
            "spf=pass smtp.mailfrom=koege.example.org; auth=pass smtp.auth=per@koege.example.org",
            False,
        ),
        (
            "auth=pass smtp.auth=per@koege.example.org; dmarc=pass header.from=koege.example.org",
            False,
        ),
        # a login that is no address says nothing of one
        ("auth=pass smtp.auth=ida; spf=pass smtp.mailfrom=koege.example.org", True),
        ("auth=fail smtp.auth=ida@koege.example.org", None),
    ],
)
def test_what_our_server_says(said: str, expected: bool | None) -> None:
    assert check(f"{OURS}; {said}") is expected


@pytest.mark.parametrize(
    "said",
    [
        # what stands before the @ is the sender's own choice, and may be a quoted sentence
        'spf=pass smtp.mailfrom="a; dmarc=pass "@elsewhere.example.com',
        'spf=pass smtp.mailfrom="auth=pass smtp.auth=ida@koege.example.org "@elsewhere.example.com',
        'spf=pass smtp.mailfrom="a\\"; dmarc=pass "@elsewhere.example.com',
        'spf=pass smtp.mailfrom="(; dmarc=pass "@elsewhere.example.com',
        'spf=pass smtp.mailfrom="a; dmarc=pass',
        # so may the name in a greeting, which servers tell in brackets
        "spf=pass (helo (a) b; dmarc=pass) smtp.mailfrom=x@elsewhere.example.com",
        'spf=pass (helo "); dmarc=pass") smtp.mailfrom=x@elsewhere.example.com',
    ],
)
def test_words_of_the_senders_own_vouch_for_nobody(said: str) -> None:
    assert not check(f"{OURS}; {said}")


def test_only_the_topmost_word_of_a_trusted_server_counts() -> None:
    passes, fails = "dmarc=pass header.from=x", "dmarc=fail header.from=x"
    assert check(f"{OURS}; {fails}", f"{OURS}; {passes}") is False
    assert check(f"elsewhere.example.com; {passes}", f"{OURS}; {passes}") is None
    assert check() is None
    assert check("") is None


def test_microsofts_own_marks() -> None:
    assert check("spf=pass (x) smtp.mailfrom=y; dmarc=pass", trusted=MICROSOFT_365) is True
    assert check(auth_as="Internal", trusted=EXCHANGE) is True
    assert check(auth_as="Anonymous", trusted=EXCHANGE) is None
    assert check(auth_as="Internal", trusted=OURS) is None
