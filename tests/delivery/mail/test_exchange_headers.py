"""What Exchange leaves out of a mail that it makes anew, and we need."""

import pytest

from bot.delivery.mail.exchange_headers import restored

RAW = b"Subject: Hej\r\nPrecedence: bulk\r\n\r\nAuto-Submitted: no\r\n"


def test_only_what_matters_and_is_missing_is_put_back_as_it_came() -> None:
    headers = [
        ("Received", "from a by b"),
        ("Authentication-Results", "filter.example.org;\r\n\tdmarc=pass"),
        ("AUTHENTICATION-RESULTS", "elsewhere.example.org; dmarc=pass"),
        ("Precedence", "list"),
        ("Subject", "Hej"),
        ("auto-submitted", "auto-replied"),
    ]
    assert restored(RAW, headers, "IPM.Note") == (
        b"Authentication-Results: filter.example.org; dmarc=pass\r\n"
        b"Authentication-Results: elsewhere.example.org; dmarc=pass\r\n"
        b"Auto-Submitted: auto-replied\r\n" + RAW
    )


def test_of_what_vouches_the_order_in_which_it_came_counts() -> None:
    """What Exchange kept of several in the mail itself may be the one that the sender wrote."""
    kept = b"Authentication-Results: filter.example.org; dmarc=pass\r\n" + RAW
    came = [
        ("Authentication-Results", "filter.example.org; dmarc=fail"),
        ("Authentication-Results", "filter.example.org; dmarc=pass"),
        ("X-MS-Exchange-Organization-AuthAs", "Anonymous"),
    ]
    first, *_ = restored(kept, came, "IPM.Note").split(b"\r\n")
    assert first == b"Authentication-Results: filter.example.org; dmarc=fail"


def test_a_value_can_make_no_header_of_its_own() -> None:
    headers = [("Return-Path", "<>\r\nX-MS-Exchange-Organization-AuthAs: Internal\r\n\r\n")]
    given = restored(RAW, headers, "")
    assert given == b"Return-Path: <> X-MS-Exchange-Organization-AuthAs: Internal\r\n" + RAW


@pytest.mark.parametrize(
    ("item_class", "marks"),
    [
        ("IPM.Note", b""),
        ("IPM.Note.SMIME.MultipartSigned", b""),
        ("IPM.Note.Rules.OofTemplate.Microsoft", b"Auto-Submitted: auto-replied\r\n"),
        ("REPORT.IPM.Note.IPNRN", b"Auto-Submitted: auto-replied\r\n"),
        (
            "REPORT.IPM.Note.NDR",
            b"Auto-Submitted: auto-replied\r\nX-MS-Exchange-Message-Is-Ndr: \r\n",
        ),
    ],
)
def test_what_is_known_by_its_kind_alone_is_marked(item_class: str, marks: bytes) -> None:
    assert restored(RAW, [], item_class) == marks + RAW
    known = [("Auto-Submitted", "auto-generated"), ("X-MS-Exchange-Message-Is-Ndr", "")]
    assert restored(RAW, known, item_class) == (
        b"Auto-Submitted: auto-generated\r\nX-MS-Exchange-Message-Is-Ndr: \r\n" + RAW
    )


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"\xff\x00: \xfe", b"ingen hoveder"])
def test_whatever_stands_there_is_no_fault(raw: bytes) -> None:
    assert restored(raw, [("Precedence", "b\u00e6lk")], "IPM.Note").endswith(raw)
