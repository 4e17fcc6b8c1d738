"""Mails: the one document that is the minutes is read, and the others are named."""

import pytest

from bot.errors import UnreadableError
from bot.minutes.blocks import Document
from bot.minutes.documents import open_document
from tests.minutes import making

MINUTES = making.word(making.paragraph("Vera sender noten."))
PAPER = making.pdf(making.column("Et bilag", top=600))
SCAN = making.scan()


def opened(data: bytes, name: str = "mail.eml") -> Document:
    return open_document(data, name)


def test_a_mail_without_attachments_is_its_text() -> None:
    document = opened(making.mail("Referat\n\nVera sender noten til møde 3."))

    assert document.text[:3] == ("Referat", "", "Vera sender noten til møde 3.")
    assert document.remarks == ()


def test_a_page_keeps_the_table_that_its_plain_twin_has_lost() -> None:
    table = "<table><tr><td>Noten</td><td>Vera</td></tr></table>"
    document = opened(making.mail("Noten\nVera", page=f"<html><body>{table}</body></html>"))

    assert [(block.text, block.cell) for block in document.blocks] == [
        ("Noten", (0, 0)),
        ("Vera", (0, 1)),
    ]


def test_the_attachment_that_is_called_minutes_is_read_and_the_others_are_named() -> None:
    document = opened(
        making.mail("Se her", ("Notat.pdf", PAPER), ("Mødereferat – æøå.docx", MINUTES))
    )

    assert document.text == ("Vera sender noten.",)
    assert document.remarks == ("Læst er Mødereferat – æøå.docx.", "Ikke læst: Notat.pdf.")


def test_an_annex_comes_after_the_text_of_the_mail() -> None:
    document = opened(making.mail("Vera sender noten.", ("Bilag 1.pdf", PAPER)))

    assert document.text[0] == "Vera sender noten."
    assert document.remarks == ("Læst er mailens egen tekst.", "Ikke læst: Bilag 1.pdf.")


def test_any_other_document_comes_before_the_text() -> None:
    assert opened(making.mail("Se her", ("4. maj.docx", MINUTES))).text == ("Vera sender noten.",)


def test_minutes_in_a_forwarded_mail_are_found() -> None:
    inside = making.mail("Hermed", ("Referat.docx", MINUTES))

    assert opened(making.mail("Se nedenfor", inside=inside)).text == ("Vera sender noten.",)


def test_minutes_that_cannot_be_read_are_said_so() -> None:
    document = opened(making.mail("Vedhæftet", ("Referat.pdf", SCAN)))

    assert "Referat.pdf kunne ikke læses." in document.remarks


def test_a_mail_with_only_a_scan_is_refused_with_the_scans_reason() -> None:
    with pytest.raises(UnreadableError, match=r"Referat\.pdf: .*scan"):
        opened(making.mail("", ("Referat.pdf", SCAN)))


def test_a_cpr_number_in_the_name_of_a_file_is_not_repeated() -> None:
    document = opened(making.mail("Referat", ("Bilag 010190-1234.pdf", PAPER)))

    assert "1234" not in " ".join(document.remarks)


@pytest.mark.parametrize(
    "header",
    [
        "Content-Disposition: attachment; filename*=utf-8''M%C3%B8de.txt",
        "Content-Disposition: attachment; filename*0*=utf-8''M%C3%B8; filename*1=de.txt",
        'Content-Disposition: attachment; filename="=?utf-8?Q?M=C3=B8de=2Etxt?="',
    ],
)
def test_names_in_every_coding_are_read(header: str) -> None:
    parts = f"--x\n\nHej\n--x\n{header}\n\nVera sender noten.\n--x--\n"
    data = f"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n{parts}".encode()

    assert opened(data).remarks == ("Læst er Møde.txt.",)


def test_old_encodings_are_read() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: text/plain; charset="

    for charset in (b"iso-8859-1", b"unknown-8bit", b"utf-8"):
        data = head + charset + b"\nContent-Transfer-Encoding: 8bit\n\n"
        assert opened(data + "Møde på Ærø".encode("latin-1")).text == ("Møde på Ærø",)


def test_minutes_that_begin_with_labels_are_no_mail() -> None:
    text = "Dato: 3. maj\nSted: Sorø\n\nVera sender noten."

    assert opened(text.encode(), "minutes.txt").text[0] == "Dato: 3. maj"
