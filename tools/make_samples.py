"""Makes samples/netvaerksmoede.docx and .pdf from the .txt, so that the three say the same.

Run it after changing the text: `python tools/make_samples.py`. The PDF needs Chromium.
"""

import html
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples"
ITEM = re.compile(r"\d+\. ")
LABEL = re.compile(r"([A-ZÆØÅ][\wæøå -]{2,30}:)( .*)?$")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Part:
    """One line of the source and what it becomes."""

    kind: str  # title, item, label, text, bullet
    text: str
    level: int = 0
    bold: str = ""  # the words in front that are set in bold


def parts_of(source: str) -> list[Part]:
    """The lines of the source; its signs say what they are."""
    parts: list[Part] = []
    for line in filter(str.strip, source.split("\n")):
        text = line.strip()
        if not parts:
            parts.append(Part("title", text))
        elif ITEM.match(text):
            parts.append(Part("item", text))
        elif text.startswith("- "):
            parts.append(Part("bullet", text[2:], (len(line) - len(line.lstrip())) // 2))
        else:
            label = LABEL.match(text)
            parts.append(Part("text", text, bold=label[1] if label else ""))
    return parts


STYLES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>
<w:sz w:val="22"/><w:lang w:val="da-DK"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
<w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
<w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>
<w:pPr><w:keepNext/><w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:before="300" w:after="120"/>
<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Listeafsnit"><w:name w:val="List Paragraph"/>
<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40"/><w:contextualSpacing/></w:pPr></w:style>
</w:styles>"""
LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    '<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
)
NUMBERING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + LEVEL.format(level=0, form="bullet", text="•", left=720)
    + LEVEL.format(level=1, form="bullet", text="◦", left=1440)
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + LEVEL.format(level=0, form="decimal", text="%1.", left=360)
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{word}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{word}.numbering+xml"/>
</Types>""".replace("{word}", "application/vnd.openxmlformats-officedocument.wordprocessingml")
RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}
</Relationships>"""
RELATION = (
    '<Relationship Id="rId{number}" Target="{target}"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
)
BODY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    '{paragraphs}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1134"/></w:sectPr>'
    "</w:body></w:document>"
)


def word(parts: list[Part]) -> dict[str, str]:
    """The parts of a Word file by name."""
    relations = [("styles", "styles.xml"), ("numbering", "numbering.xml")]
    inner = "".join(
        RELATION.format(number=number, kind=kind, target=target)
        for number, (kind, target) in enumerate(relations, 1)
    )
    main = RELATION.format(number=1, kind="officeDocument", target="word/document.xml")
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(each=main),
        "word/_rels/document.xml.rels": RELATIONS.format(each=inner),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/document.xml": BODY.format(paragraphs="".join(map(_word_paragraph, parts))),
    }


def _word_paragraph(part: Part) -> str:
    if part.kind == "title":
        return f'<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr>{_run(part.text)}</w:p>'
    if part.kind == "item":  # Word counts the items itself
        text = ITEM.sub("", part.text, count=1)
        return f'<w:p><w:pPr><w:pStyle w:val="Overskrift1"/></w:pPr>{_run(text)}</w:p>'
    if part.kind == "bullet":
        listed = f'<w:numPr><w:ilvl w:val="{part.level}"/><w:numId w:val="1"/></w:numPr>'
        style = f'<w:pPr><w:pStyle w:val="Listeafsnit"/>{listed}</w:pPr>'
        return f"<w:p>{style}{_run(part.text)}</w:p>"
    rest = part.text.removeprefix(part.bold)
    return f"<w:p>{_run(part.bold, bold=True)}{_run(rest)}</w:p>"


def _run(text: str, *, bold: bool = False) -> str:
    if not text:
        return ""
    mark = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{mark}<w:t xml:space="preserve">{html.escape(text, quote=False)}</w:t></w:r>'


CSS = """
@page { size: A4; margin: 18mm 20mm; }
body { font: 10pt/1.25 "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 17pt; } h2 { font-size: 12pt; margin: 12pt 0 5pt; break-after: avoid; }
p { margin: 0 0 4pt; } ul { margin: 0 0 4pt; padding-left: 18pt; } li { margin: 0; }
"""


def page(parts: list[Part]) -> str:
    """The minutes as a web page."""
    out: list[str] = []
    depth = 0
    for part in parts:
        wanted = part.level + 1 if part.kind == "bullet" else 0
        out.append("<ul>" * (wanted - depth) + "</ul>" * (depth - wanted))
        depth = wanted
        text = html.escape(part.text, quote=False)
        if part.bold:
            text = f"<b>{part.bold}</b>" + html.escape(part.text[len(part.bold) :], quote=False)
        tag = {"title": "h1", "item": "h2", "bullet": "li"}.get(part.kind, "p")
        out.append(f"<{tag}>{text}</{tag}>")
    body = "".join(out) + "</ul>" * depth
    return f'<!doctype html><html lang="da"><meta charset="utf-8"><style>{CSS}</style>{body}</html>'


def write_word(parts: list[Part], path: Path) -> None:
    """Write the .docx; without clock times, so that the same text gives the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in word(parts).items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def write_pdf(parts: list[Part], path: Path) -> None:
    """Print the page to PDF with a browser without a window."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("make_samples: install Chromium to print the PDF.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "minutes.html")
        source.write_text(page(parts), encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = [browser, *flags, f"--user-data-dir={folder}/profile"]
        command += [f"--print-to-pdf={path}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - own input


def main() -> None:
    """Make both files."""
    parts = parts_of((SAMPLES / "netvaerksmoede.txt").read_text(encoding="utf-8"))
    write_word(parts, SAMPLES / "netvaerksmoede.docx")
    write_pdf(parts, SAMPLES / "netvaerksmoede.pdf")


if __name__ == "__main__":
    main()
