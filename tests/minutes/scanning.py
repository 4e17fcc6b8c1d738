"""Makes scans, and a tesseract that is only a few lines of Python and does as a test wants."""

import io
import sys
import zlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pypdfium2

from tests.minutes.making import assembled

PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
    b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >> stream\n%s\nendstream"
)


def scan_of(data: bytes, *, dots: int = 200, turn: int = 0) -> bytes:
    """The pages of a PDF as pictures, laid on the glass with a turn of so many degrees."""
    pages = []
    for page in pypdfium2.PdfDocument(data):
        seen = page.render(scale=dots / 72, grayscale=True, rotation=turn)
        grey, stride = bytes(seen.buffer), seen.stride
        rows = b"".join(grey[row * stride :][: seen.width] for row in range(seen.height))
        pages.append((seen.width, seen.height, rows))
    return scan(*pages, points=72 / dots)


def scan(*pictures: tuple[int, int, bytes], points: float = 1) -> bytes:
    """A page for each picture (dots across, dots down, grey of each); so many points a dot."""
    first = [3 + 3 * number for number in range(len(pictures))]
    kids = " ".join(f"{number} 0 R" for number in first)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pictures)} /Kids [{kids}] >>".encode(),
    ]
    for number, (across, down, grey) in zip(first, pictures, strict=True):
        width, height, packed = across * points, down * points, zlib.compress(grey)
        content = f"{width} 0 0 {height} 0 0 cm /Im Do".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {number + 1}"
            f" 0 R /Resources << /XObject << /Im {number + 2} 0 R >> >> >>".encode(),
            b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
            PICTURE % (across, down, len(packed), packed),
        ]
    return assembled(objects)


def together(*files: bytes) -> bytes:
    """One PDF with the pages of several."""
    whole = pypdfium2.PdfDocument.new()
    for file in files:
        whole.import_pages(pypdfium2.PdfDocument(file))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def grey(width: int = 60, height: int = 84) -> tuple[int, int, bytes]:
    """A picture in which nothing is to be seen."""
    return width, height, b"\x80" * (width * height)


Word = tuple[int, int, str]


def hocr(*lines: Sequence[Word], slope: float = 0.0, sure: int = 95) -> str:
    """What tesseract says of lines of words, each with its left edge and baseline in dots."""
    said = "<html><body>"
    for line in lines:
        left, bottom = line[0][0], line[0][1] + 9
        said += (
            f"<span class='ocr_line' id='line_1_1' title=\"bbox {left} {bottom - 40} 900 {bottom}; "
            f'baseline {slope} -9; x_size 40; x_descenders 9; x_ascenders 9">'
        )
        for x, y, text in line:
            box = f"bbox {x} {y - 30} {x + 20 * len(text)} {y}"
            said += f"<span class='ocrx_word' id='word_1_1' title='{box}; x_wconf {sure}'>"
            said += f"{escape(text)}</span> "
        said += "</span>"
    return f"{said}</body></html>"


def program(folder: Path, body: str, *, languages: str = "dan eng") -> Path:
    """Put a tesseract into a folder; `picture` is what it was given."""
    file = folder / "tesseract"
    file.write_text(
        f"#!{sys.executable} -S\n"
        "import os, sys, time\n"
        "if sys.argv[1:] == ['--list-langs']:\n"
        f"    sys.exit(print('List of languages (2):', *{languages.split()}, sep='\\n'))\n"
        f"picture = sys.stdin.buffer.read()\n{body}\n",
        "utf-8",
    )
    file.chmod(0o755)
    return file
