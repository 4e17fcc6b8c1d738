"""The kind of a file is told by its bytes, not by its name."""

from bot.minutes.blocks import BlockKind
from bot.minutes.documents import open_document
from tests.minutes.making import column, mail, odt, paragraph, pdf, word

PAGE = b"<p>Referat</p>"
KINDS = (
    pdf(column("Referat", top=600)),
    word(paragraph("Referat")),
    odt("<text:p>Referat</text:p>"),
    mail("Referat"),
)


def test_the_name_does_not_matter() -> None:
    for data in (*KINDS, PAGE, b"Referat"):
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


def test_markdown_keeps_its_headings_tables_and_lists_and_loses_its_marks() -> None:
    text = """<div align="center">Referat</div>

## 1. Velkomst

**Beslutning:** Vera **sender** noten.

| Handling | Ansvarlig |
|---|---|
| Bestille *lokale* | Ulla |

- Ulla ringer
  - og skriver
"""

    assert [
        (block.kind, block.level, block.cell, block.text)
        for block in open_document(text.encode(), "minutes.md").blocks
    ] == [
        (BlockKind.PARAGRAPH, 0, None, "Referat"),
        (BlockKind.HEADING, 1, None, "1. Velkomst"),
        (BlockKind.PARAGRAPH, 0, None, "Beslutning: Vera sender noten."),
        (BlockKind.CELL, 0, (0, 0), "Handling"),
        (BlockKind.CELL, 0, (0, 1), "Ansvarlig"),
        (BlockKind.CELL, 0, (1, 0), "Bestille lokale"),
        (BlockKind.CELL, 0, (1, 1), "Ulla"),
        (BlockKind.BULLET, 0, None, "Ulla ringer"),
        (BlockKind.BULLET, 1, None, "og skriver"),
    ]
