"""Mails as people and machines might send them, and as nobody ever would, by hypothesis.

Each is put together of parts that are odd by themselves, then perhaps hurt byte by byte.
"""

import base64
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from bot.delivery.mail.binding import Binding
from tests.hostile.activities import SENTENCES
from tests.minutes.damage import SPITEFUL

#: stands in every text that somebody writes: no log may hold it
CANARY = "Kanariefugl"
BOT = "bolden@example.org"
#: what our own server writes on top, whatever the mail says of itself
VOUCHED = b"Authentication-Results: post.example.org; dmarc=pass header.from=example.org\r\n"
FAILED = b"Authentication-Results: post.example.org; dmarc=fail header.from=example.org\r\n"
_ADDRESSES = (
    *("birk", "frej", "pil", "gro", "tilde", "asger", "vibe", "mille", "nora", "lau", "dagny"),
    *("signe", "fremmed", "bolden", "mailer-daemon"),
)


_T = TypeVar("_T")


def _any_of(*values: _T) -> st.SearchStrategy[_T]:
    """Give one of them; hypothesis would write all of the long ones into its own notes."""
    return st.integers(0, len(values) - 1).map(lambda number: values[number])


@dataclass(frozen=True)
class Sent:
    """A mail of ours: its row and what marks it."""

    outbox_id: int
    message_id: str
    tag: str
    reply_to: str


def sent(outbox_id: int, binding: Binding) -> Sent:
    """Give the marks of one of our mails."""
    return Sent(
        outbox_id,
        binding.message_id(outbox_id),
        binding.subject_tag(outbox_id),
        binding.reply_address(BOT, outbox_id),
    )


@cache
def _bomb() -> bytes:
    """Give what is small, and would be 60 MB unpacked."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:p>" * 12_000_000)
    return into.getvalue()


def _files() -> st.SearchStrategy[tuple[str, bytes]]:
    names = _any_of(
        *("referat.pdf", "referat.docx", "referat.odt", "referat.txt", "referat.md"),
        *("../../etc/referat.txt", "referat.pdf.exe", "ATT00001.txt", f"{CANARY}.docx"),
        *("=?utf-8?B?////?=.pdf", "re\u202etxt.fdp", "a" * 400 + ".pdf", ""),
    )
    data = st.one_of(
        _any_of(b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"\x00" * 400, *SPITEFUL),
        st.binary(max_size=200),
        st.just(b"Referat\r\n\r\n1. Velkomst\r\nOpf\xc3\xb8lgning: Mille Tranemark skriver\r\n"),
    )
    return st.one_of(
        st.tuples(names, data),
        st.builds(lambda: ("referat.docx", _bomb())),
    )


_WORDS = st.one_of(
    SENTENCES,
    st.builds(lambda said: f"{said}\n\nMvh\n{CANARY}", SENTENCES),
    st.builds(
        lambda said: f"{said}\n\nDen 8. sep. skrev Bolden:\n> 1. Sende\n> færdig\n", SENTENCES
    ),
    st.text(max_size=60),
    _any_of(CANARY * 400, "\x00\x01\x1b[31m", "færdig\n" * 900, "\u202efærdig", ""),
)
_PAGES = st.one_of(
    st.builds("<html><body><p>{}</p><blockquote type=cite>{}</blockquote>".format, _WORDS, _WORDS),
    st.builds("<div>{}".format, _WORDS).map(lambda page: page + "<div>" * 3000),
    _any_of(
        f"<script>{CANARY}</script><img src=x onerror=alert(1)><p>færdig",
        "<!DOCTYPE x [<!ENTITY a 'færdig'><!ENTITY b '&a;&a;&a;'>]><p>&b;&b;",
        "<!--" * 2000 + "færdig",
        "<table>" * 1500 + "<p>alt er færdigt",
        "<style>p{display:none}</style><p hidden>færdig</p>",
        "&#xD800;&#1114112;&#0;<p>1 færdig\x00",
    ),
)
_CHARSETS = _any_of("utf-8", "iso-8859-1", "utf-7", "x-user-defined", "utf-16", "rot13", '"')
_ENCODINGS = _any_of("7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "nonsense")


def _part(kind: str, words: str, charset: str, encoding: str, broken: bool) -> bytes:
    raw = words.encode("utf-8", "surrogatepass")
    if encoding == "base64" and not broken:
        raw = base64.encodebytes(raw)
    if encoding == "quoted-printable" and broken:
        raw += b"=\r\n=ZZ=C3="
    head = (
        f"Content-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return head.encode() + raw + b"\r\n"


def _attached(name: str, data: bytes, broken: bool) -> bytes:
    head = (
        f'Content-Type: application/octet-stream; name="{name}"\r\n'
        f'Content-Disposition: attachment; filename="{name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    coded = base64.encodebytes(data)
    return head.encode("utf-8", "replace") + (coded[:-7] + b"*" if broken else coded)


def _together(kind: str, parts: Sequence[bytes], boundary: str, ends: bool) -> bytes:
    lines = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    end = b"--" + boundary.encode() + b"--\r\n" if ends else b""
    return f'Content-Type: {kind}; boundary="{boundary}"\r\n\r\n'.encode() + lines + end


def _nested(inner: bytes, depth: int) -> bytes:
    for _ in range(depth):
        head = b"From: Birk <birk@example.org>\r\nSubject: VS: alt er f\xc3\xa6rdigt\r\n"
        inner = b"Content-Type: message/rfc822\r\n\r\n" + head + inner
    return inner


def _report(about: Sent, whom: str, status: str) -> bytes:
    told = (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {whom}@example.org\r\nAction: failed\r\nStatus: {status}\r\n"
    )
    ours = f"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {about.message_id}\r\n"
    return _together("multipart/report", [told.encode(), ours.encode()], "=_dsn", True)


def _bodies(ours: st.SearchStrategy[Sent]) -> st.SearchStrategy[bytes]:
    plain = st.builds(_part, st.just("text/plain"), _WORDS, _CHARSETS, _ENCODINGS, st.booleans())
    page = st.builds(_part, st.just("text/html"), _PAGES, _CHARSETS, _ENCODINGS, st.booleans())
    honest = st.builds(
        _part, st.just("text/plain"), _WORDS, st.just("utf-8"), st.just("8bit"), st.just(False)
    )
    attached = _files().flatmap(
        lambda file: st.builds(_attached, st.just(file[0]), st.just(file[1]), st.booleans())
    )
    leaf = st.one_of(honest, plain, page)
    kinds = _any_of("multipart/mixed", "multipart/alternative", "multipart/x", "multipart")
    many = st.lists(st.one_of(leaf, attached), max_size=4)
    boundaries = _any_of("=_1", "", "x" * 300, "a b", '"')
    return st.one_of(
        honest,
        leaf,
        st.builds(_together, kinds, many, boundaries, st.booleans()),
        st.builds(_nested, leaf, st.integers(1, 10)),
        st.builds(
            _report,
            ours,
            _any_of(*_ADDRESSES),
            _any_of("5.1.1", "5.7.1", "4.4.7", "5.2.1", "9.9.9", ""),
        ),
    )


_FROMS: Sequence[Callable[[str], str]] = (
    lambda who: f"From: {who}@example.org",
    lambda who: f"From: {CANARY} <{who}@example.org>",
    lambda who: f'From: "birk@example.org" <{who}@example.org>',
    lambda who: f"From: Birk <birk@example.org>, {who}@example.org",
    lambda who: f"From: birk@example.org\r\nFrom: {who}@example.org",
    lambda who: f"From: =?utf-8?q?birk=40example.org?= <{who}@example.org>",
    lambda who: f"From: {who}@example.org\x00",
    lambda who: f"from:\r\n {who.upper()}@EXAMPLE.ORG",
    lambda who: f"Sender: {who}@example.org",
    lambda who: f"From: gruppe: {who}@example.org;",
    lambda who: f"From: <{who}@example.org@evil.example.net>",
)


def _headers(ours: st.SearchStrategy[Sent]) -> st.SearchStrategy[str]:
    forged = _any_of("<b1.aaaaaaaaaaaaaaaaaaaaaaaa@example.org>", "<x@y>", "<>", "\x00")
    threads = st.one_of(ours.map(lambda one: one.message_id), forged)
    subjects = st.one_of(
        ours.map(lambda one: f"SV: {CANARY} {one.tag}"),
        ours.map(lambda one: f"{one.tag.upper()} {one.tag}"),
        _any_of(
            *("stop", "afmeld overblik", "Automatisk svar: ferie til 1/12", "[#1-aaaaaaaa]"),
            *("=?utf-8?B?////?=", "=?x?q?=?=", CANARY * 600, "Ikke leveret: x", "\x00"),
        ),
    )
    lines = st.one_of(
        threads.map("In-Reply-To: {}".format),
        threads.map("References: {}".format),
        threads.map(lambda one: f"References: {(one + ' ') * 300}"),
        threads.map("Message-ID: {}".format),
        subjects.map("Subject: {}".format),
        ours.map(lambda one: f"To: {one.reply_to}"),
        ours.map(lambda one: f"Delivered-To: {one.reply_to}, {BOT}"),
        _any_of(
            "Authentication-Results: post.example.org; dmarc=pass header.from=example.org",
            "Authentication-Results: post.example.org; spf=pass smtp.mailfrom=example.org",
            "X-MS-Exchange-Organization-AuthAs: Internal",
            "Auto-Submitted: auto-replied",
            "Auto-Submitted: no",
            "Precedence: bulk",
            "Return-Path: <>",
            "Reply-To: fremmed@example.net",
            "Date: Mon, 99 Foo 99999 99:99:99 +9999",
            "Date: ",
            "MIME-Version: 9",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type",
            ": intet navn",
            "X-Lang: " + "a" * 100_000,
            "\r\n".join(f"X-{number}: {CANARY}" for number in range(2000)),
            "To: " + ", ".join(f"a{number}@example.org" for number in range(500)),
        ),
    )
    return st.lists(lines, max_size=6).map("\r\n".join)


def _hurt(raw: bytes, seed: int) -> bytes:
    """Do some damage, the same for the same seed; a third is left whole."""
    dice = random.Random(seed)  # noqa: S311 - damage, not secrets
    for _ in range(dice.choice((0, 0, 1, 2, 6))):
        at = dice.randrange(len(raw) + 1)
        to = min(len(raw), at + dice.choice((1, 4, 40)))
        raw = dice.choice(
            (
                raw[:at] + bytes([dice.randrange(256)]) + raw[to:],
                raw[:at] + raw[to:],
                raw[:at],
                raw[:at] + raw[at:to] * 3 + raw[to:],
                raw[:at] + dice.choice(SPITEFUL) + raw[at:],
            )
        )
    return raw


def mails(marks: Sequence[Sent]) -> st.SearchStrategy[tuple[bytes, bool]]:
    """Give mails as our server hands them over, and whether it vouches for their sender."""
    ours = _any_of(*marks)
    people = _any_of(*_ADDRESSES)
    froms = st.one_of(
        people.map(_FROMS[0]), st.builds(lambda how, who: how(who), _any_of(*_FROMS), people)
    )

    def built(
        who: str, headers: str, body: bytes, seed: int, is_vouched: bool, number: int
    ) -> tuple[bytes, bool]:
        head = f"{who}\r\nMessage-ID: <{number}@example.net>\r\n{headers}".strip() + "\r\n"
        raw = _hurt(head.encode("utf-8", "surrogatepass") + body, seed)
        return (VOUCHED if is_vouched else FAILED) + raw, is_vouched

    whole = st.builds(
        built,
        froms,
        _headers(ours),
        _bodies(ours),
        st.integers(0, 2**32),
        _any_of(True, True, True, False),
        st.integers(0, 2**32),
    )

    @st.composite
    def one(draw: st.DrawFn) -> tuple[bytes, bool]:
        return draw(whole)

    return one()  # hypothesis would write the parts of `whole` into its notes, all of them
