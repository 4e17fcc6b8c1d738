"""The child process that reads scanned pages: pictures by PDFium, words by tesseract, JSON out.

Tesseract gets only the grey picture that we drew, never the stranger's file.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from ctypes import create_string_buffer
from typing import Any

from bot.minutes.hocr import even_out, runs_of, sureness
from bot.minutes.pdf_child import limit
from bot.minutes.pdfium import load

#: dots per inch that tesseract is trained on
DPI = 300
#: of one picture; A3 at 300 dots has 17 million
MAX_DOTS = 18_000_000
MAX_PAGES = 40
#: seconds on the wall for one picture, and of processor time for it and for drawing them all
PICTURE_SECONDS = 30.0
PROCESSOR_SECONDS = 60
#: of clean print tesseract is sure by more than 90 percent, of print upside down by less than 50
SURE = 70
#: sides to try while a page makes no sense: as it is, upside down, right, left
TURNS = (0, 2, 1, 3)
GREY, WHITE = 1, 0xFFFFFFFF


class Tesseract:
    """The program, until the time is up."""

    def __init__(self, program: str, languages: str, seconds: float) -> None:
        self.command = [program, "-", "-", "-l", languages, "--dpi", str(DPI)]
        self.command += ["-c", "tessedit_create_hocr=1"]
        self.end = time.monotonic() + seconds

    def read(self, picture: bytes) -> str:
        """What stands in a picture, as hOCR; raises SubprocessError."""
        seconds = min(PICTURE_SECONDS, max(self.end - time.monotonic(), 0))
        done = subprocess.run(  # noqa: S603 - the program that the parent found, no shell
            self.command, input=picture, capture_output=True, timeout=seconds, check=True
        )
        return done.stdout.decode("utf-8", "replace")


def extract(
    pdfium: Any, data: bytes, numbers: Iterable[int], tesseract: Tesseract
) -> dict[str, Any]:
    """The pages with these numbers that could be read, and on how many tesseract failed."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    pages: dict[int, dict[str, Any]] = {}
    failed = 0
    for number in list(numbers)[:MAX_PAGES]:
        try:
            page = _page(pdfium, document, number, tesseract)
        except (subprocess.SubprocessError, OSError):
            failed += 1
            continue
        if page:
            pages[number] = page
    even_out([run for page in pages.values() for run in page["runs"]])
    return {"pages": pages, "failed": failed}


def _page(pdfium: Any, document: Any, number: int, tesseract: Tesseract) -> dict[str, Any] | None:
    """What stands on a page, turned the right way up; None where it makes no sense."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return None
    size = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    for turn in TURNS:
        width, height = size[::-1] if turn % 2 else size
        scale = min(DPI / 72, (MAX_DOTS / max(width * height, 1)) ** 0.5)
        dots = max(int(width * scale), 1), max(int(height * scale), 1)
        found = tesseract.read(_picture(pdfium, page, *dots, turn))
        sure = sureness(found)
        if sure is None:
            return None
        if sure >= SURE:
            runs = runs_of(found, height, scale)
            nothing: dict[str, Any] = {"rules": [], "dots": [], "images": 1}
            return {"width": width, "height": height, "runs": runs, **nothing}
    return None


def _picture(pdfium: Any, page: Any, width: int, height: int, turn: int) -> bytes:
    """A page as a portable grey map."""
    dots = create_string_buffer(width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, GREY, dots, width)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, turn, 0)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return b"P5 %d %d 255\n" % (width, height) + dots.raw


def main() -> None:
    """Read standard input by the library and program that are named, write one JSON object."""
    library, program, languages, seconds, *numbers = sys.argv[1:]
    tesseract = Tesseract(program, languages, float(seconds))
    data = sys.stdin.buffer.read()
    limit(PROCESSOR_SECONDS)
    json.dump(extract(load(library), data, map(int, numbers), tesseract), sys.stdout)


if __name__ == "__main__":
    main()
