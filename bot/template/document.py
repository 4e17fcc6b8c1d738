"""Builds the Word template by the standard library; the same bytes every time."""

import io
import zipfile
from collections.abc import Iterator
from importlib import resources
from xml.sax.saxutils import escape

from bot.template import wording

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: widths of Hvem, Hvad and Hvornår, in twentieths of a point
_WIDTHS = (2600, 5000, 2000)
_WHEN = (2026, 1, 1, 0, 0, 0)  # a zip knows no date before 1980, and ours shall not change

_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>""" + "".join(
    f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
    for part, kind in (
        ("word/document.xml", "officedocument.wordprocessingml.document.main"),
        ("word/styles.xml", "officedocument.wordprocessingml.styles"),
        ("word/numbering.xml", "officedocument.wordprocessingml.numbering"),
        ("docProps/core.xml", "package.core-properties"),
    )
)


def build() -> bytes:
    """Give the template as a .docx file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts().items():
            archive.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts() -> dict[str, str]:
    package = resources.files(__package__)
    return {
        "[Content_Types].xml": f"{_TYPES}</Types>",
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Referat</dc:title>'
            "<dc:language>da-DK</dc:language></cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"), (f"{_OFFICE}/numbering", "numbering.xml")
        ),
        "word/styles.xml": package.joinpath("styles.xml").read_text("utf-8"),
        "word/numbering.xml": package.joinpath("numbering.xml").read_text("utf-8"),
        "word/document.xml": _document(),
    }


def _relations(*named: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(named, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _document() -> str:
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
        'w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    body = "".join(_body())
    return f'{_HEAD}<w:document xmlns:w="{_MAIN}"><w:body>{body}{page}</w:body></w:document>'


def _body() -> Iterator[str]:
    yield _paragraph("Titel", wording.TITLE)
    for label, value in wording.HEAD:
        yield _paragraph("Oplysning", value, label)
    yield _paragraph("Vejledning", wording.HOW_TO_NAME)
    for guidance, line in (
        (wording.HOW_TO_FOLLOW_UP, wording.FOLLOW_UP),
        (wording.HOW_TO_GROUP, wording.GROUP),
    ):
        yield _paragraph("Overskrift1", wording.ITEM)
        yield _paragraph("Vejledning", guidance)
        yield _paragraph("Normal", wording.ITEM_TEXT)
        yield _paragraph("Opfoelgning", line[1], line[0])
        yield _paragraph("Opfoelgning", wording.FOLLOW_UP[1], wording.FOLLOW_UP[0])
    yield _paragraph("Overskrift2", wording.TABLE_TITLE)
    yield _paragraph("Vejledning", wording.HOW_TO_TABLE)
    yield _table()
    yield _paragraph("Normal", "")


def _paragraph(style: str, text: str, label: str = "") -> str:
    first = f"<w:r><w:rPr><w:b/></w:rPr>{_words(f'{label}: ')}</w:r>" if label else ""
    rest = f"<w:r>{_words(text)}</w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{first}{rest}</w:p>'


def _words(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _table() -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    head, *rows = wording.TABLE
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        f"<w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(head, is_head=True)}{''.join(map(_row, rows))}</w:tbl>"
    )


def _row(cells: tuple[str, ...], *, is_head: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_head else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E8EEF4"/>' if is_head else ""
    bold = "<w:rPr><w:b/></w:rPr>" if is_head else ""
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="Celle"/></w:pPr><w:r>{bold}{_words(cell)}</w:r></w:p></w:tc>'
        for cell, width in zip(cells, _WIDTHS, strict=True)
    )
    return f"<w:tr>{properties}{drawn}</w:tr>"
