"""The kind of a file is told by its bytes, not by its name."""

from bot.minutes.documents import open_document
from tests.minutes.making import column, paragraph, pdf, word

PAGE = b"<p>Referat</p>"


def test_the_name_does_not_matter() -> None:
    for data in (pdf(column("Referat", top=600)), word(paragraph("Referat")), PAGE, b"Referat"):
        assert open_document(data, "minutes.dat").text == ("Referat",)


def test_a_pdf_with_something_in_front() -> None:
    made = pdf(column("Referat", top=600))

    assert open_document(b"\r\n" + made, "minutes.pdf").text == ("Referat",)
    assert open_document(b"X-Header: 1\r\n" + made, "minutes.pdf").text == ("Referat",)


def test_a_text_about_pdf_is_a_text() -> None:
    text = "Filen begynder med %PDF-1.7"

    assert open_document(text.encode(), "minutes.txt").text == (text,)


def test_a_page_that_begins_in_its_own_way_is_known_by_its_name() -> None:
    assert open_document(b"<center>Referat</center>", "minutes.html").text == ("Referat",)
