"""Word files: headings by style, lists with their depth and number, bold, tables in order."""

import pytest

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.documents import open_document
from tests.minutes.making import WORD, paragraph, word, zipped

STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/>
  <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Eget"><w:name w:val="Eget"/>
  <w:basedOn w:val="Overskrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Punkt2"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Indhold1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{WORD}">
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/>
  </w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def blocks(body: str) -> tuple[Block, ...]:
    return open_document(word(body, styles=STYLES, numbering=NUMBERING), "minutes.docx").blocks


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def listed(text: str, list_id: int, level: int = 0) -> str:
    where = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=where)


def test_headings_come_from_the_style_or_the_one_it_is_based_on() -> None:
    found = blocks(paragraph("1. Velkomst", style="Overskrift2") + paragraph("Nyt", style="Eget"))

    assert [(b.kind, b.level, b.bold) for b in found] == [(BlockKind.HEADING, 1, True)] * 2


def test_bullets_keep_their_depth() -> None:
    body = listed("Sekretariatet sender:", 1) + listed("et notat", 1, 1)
    body += paragraph("en mail", style="Punkt2") + paragraph("- skrevet selv")

    assert [(b.kind, b.level, b.text) for b in blocks(body)] == [
        (BlockKind.BULLET, 0, "Sekretariatet sender:"),
        (BlockKind.BULLET, 1, "et notat"),
        (BlockKind.BULLET, 1, "en mail"),
        (BlockKind.BULLET, 0, "skrevet selv"),
    ]


def test_numbers_that_word_counts_are_written_out() -> None:
    body = listed("Velkomst", 2) + listed("Økonomi", 2) + listed("Regnskab", 2, 1)
    body += listed("drift", 2, 2) + listed("anlæg", 2, 2) + listed("Slut", 2) + listed("Ny", 3)

    assert texts(body) == [
        "1. Velkomst",
        "2. Økonomi",
        "2.1 Regnskab",
        "a) drift",
        "b) anlæg",
        "3. Slut",
        "1. Ny",
    ]


def test_bold_is_told_only_when_all_of_it_is() -> None:
    half = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Sted: </w:t></w:r>'
    half += "<w:r><w:t>Sorø</w:t></w:r></w:p>"
    off = '<w:p><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Nej</w:t></w:r></w:p>'

    found = blocks(paragraph("Beslutning", bold=True) + half + off)
    assert [(b.text, b.bold) for b in found] == [
        ("Beslutning", True),
        ("Sted: Sorø", False),
        ("Nej", False),
    ]


def test_broken_lines_are_lines_of_their_own_but_not_in_a_list() -> None:
    broken = "Tid: 9-12</w:t><w:br/><w:t>Sted:</w:t><w:tab/><w:t>Sorø"

    assert texts(paragraph(broken)) == ["Tid: 9-12", "Sted: Sorø"]
    assert texts(listed(broken, 1)) == ["Tid: 9-12 Sted: Sorø"]


def test_deleted_moved_hidden_and_repeated_text_is_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>Vera</w:t></w:r>"
        "<w:del><w:r><w:delText>Ulla</w:delText><w:t>Ulla</w:t></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>Ulla</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ulla</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:ins><w:r><w:t> sender</w:t></w:r></w:ins></w:p>"
    )

    assert texts(body + paragraph("1. Velkomst\t3", style="Indhold1")) == ["Vera sender"]


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def test_tables_come_cell_by_cell() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Samlet")
    body = (
        "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
        + row(paragraph("Handling"), paragraph("Ansvarlig"), paragraph("Frist"))
        + row(wide, paragraph("1. maj"))
        + row(paragraph("Noter") + listed("ring", 1), paragraph("Vera"), paragraph(""))
        + "</w:tbl>"
        + paragraph("Efter")
    )

    assert [(b.kind, b.cell, b.text) for b in blocks(body)] == [
        (BlockKind.CELL, (0, 0), "Handling"),
        (BlockKind.CELL, (0, 1), "Ansvarlig"),
        (BlockKind.CELL, (0, 2), "Frist"),
        (BlockKind.CELL, (1, 0), "Samlet"),
        (BlockKind.CELL, (1, 2), "1. maj"),
        (BlockKind.CELL, (2, 0), "Noter"),
        (BlockKind.BULLET, (2, 0), "ring"),
        (BlockKind.CELL, (2, 1), "Vera"),
        (BlockKind.PARAGRAPH, None, "Efter"),
    ]


def test_a_table_of_one_column_is_only_a_frame() -> None:
    body = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{row(paragraph('Ramme'))}</w:tbl>"

    assert blocks(body)[0].kind is BlockKind.PARAGRAPH


def test_the_body_may_have_another_name() -> None:
    relation = '<R xmlns="x"><S Type="http://x/officeDocument" Target="word/document2.xml"/></R>'
    body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("Referat")}</w:body></w:document>'
    data = zipped({"_rels/.rels": relation, "word/document2.xml": body})

    assert open_document(data, "minutes.docx").text == ("Referat",)


def test_letters_are_composed() -> None:
    assert texts(paragraph("A\u030asa")) == ["Åsa"]


def test_the_text_shows_lists_and_every_block_points_into_it() -> None:
    body = paragraph("Det aftales:") + listed("Vera ringer", 1) + listed("og skriver", 1, 1)
    document = open_document(word(body, numbering=NUMBERING), "minutes.docx")

    assert document.text == ("Det aftales:", "", "- Vera ringer", "  - og skriver")
    assert [block.lines for block in document.blocks] == [(1, 1), (3, 3), (4, 4)]


@pytest.mark.parametrize("value", ["99999999999", "-1", "x"])
def test_odd_numbers_in_the_xml_do_no_harm(value: str) -> None:
    where = f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>'

    assert texts(paragraph("Vera", properties=where)) == ["Vera"]
