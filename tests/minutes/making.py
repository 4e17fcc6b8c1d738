"""Makes small documents of invented content: PDF by hand, Word, OpenDocument and mails."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

OPEN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {"office": "office", "text": "text", "table": "table", "style": "style"}
SPACES |= {"fo": "xsl-fo-compatible", "draw": "drawing", "svg": "svg-compatible"}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Put:
    """Words at a place of a PDF page, from the lower left, in points."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


@dataclass(frozen=True)
class Rule:
    """A drawn line."""

    x0: float
    y0: float
    x1: float
    y1: float


Page = Sequence[Put | Rule]


def pdf(*pages: Page, trailer: str = "", more: Sequence[bytes] = ()) -> bytes:
    """A PDF in A4; `more` are further objects, `trailer` further entries of the trailer."""
    kids = [4 + 2 * number for number in range(1, len(pages) + 1)]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] "
        "/MediaBox [0 0 595 842] /Resources << /Font << /F0 3 0 R /F1 4 0 R >> >> >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages, 1):
        stream = b"\n".join(_operators(thing) for thing in page)
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream))
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {3 + 2 * number} 0 R >>".encode())
    return assembled([*objects, *more], trailer)


def _operators(thing: Put | Rule) -> bytes:
    if isinstance(thing, Rule):
        return f"0.5 w {thing.x0} {thing.y0} m {thing.x1} {thing.y1} l S".encode()
    text = thing.text.encode("cp1252").replace(b"\\", b"\\\\")
    text = text.replace(b"(", b"\\(").replace(b")", b"\\)")
    font = f"BT /F{int(thing.bold)} {thing.size} Tf {thing.x} {thing.y} Td (".encode()
    return font + text + b") Tj ET"


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Numbered objects with their table of places."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def column(*texts: str, x: float = 60, top: float = 780, pitch: float = 14) -> list[Put]:
    """Lines below each other."""
    return [Put(x, top - pitch * number, text) for number, text in enumerate(texts)]


def scan() -> bytes:
    """One page with a picture and no letter."""
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    picture += b"/BitsPerComponent 8 /Length 1 >> stream\n\x80\nendstream"
    content = b"500 0 0 700 40 60 cm /Im Do"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 595 842] >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R"
            b" /Resources << /XObject << /Im 5 0 R >> >> >>",
            b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
            picture,
        ]
    )


def locked() -> bytes:
    """A PDF whose standard handler wants a password that nobody gave."""
    handler = (
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>"
    )
    identity = "/Encrypt 7 0 R /ID [<00112233445566778899aabbccddeeff> <00>]"
    return pdf([Put(60, 780, "Referat")], trailer=identity, more=[handler])


def word(body: str, **parts: str | bytes) -> bytes:
    """A Word file with this body; `styles` and `numbering` are further parts."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    return zipped({"word/document.xml": document, **named})


def odt(body: str, *, styles: str = "", head: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    spaces = " ".join(f'xmlns:{short}="{OPEN}:{rest}:1.0"' for short, rest in SPACES.items())
    content = f"""{head}<office:document-content {spaces}>
<office:automatic-styles>{styles}</office:automatic-styles>
<office:body><office:text>{body}</office:text></office:body></office:document-content>"""
    kind = "application/vnd.oasis.opendocument.text"
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(dict(parts))


def mail(
    text: str, *attached: tuple[str, bytes], page: str = "", inside: bytes | None = None
) -> bytes:
    """A mail with attachments, a page beside its text and another mail inside."""
    message = EmailMessage()
    message["Subject"] = "Referat"
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for name, data in attached:
        message.add_attachment(data, "application", "octet-stream", filename=name)
    if inside is not None:
        message.add_attachment(message_from_bytes(inside, policy=policy.default))
    return message.as_bytes()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text: str, *, style: str = "", properties: str = "", bold: bool = False) -> str:
    """One paragraph of a Word body."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    mark = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = f'<w:r>{mark}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run}</w:p>"
