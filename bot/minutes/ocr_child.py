"""The child process that reads scanned pages: pictures by PDFium, words by tesseract, JSON out.

Tesseract gets only the grey picture that we drew, never the stranger's file.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from ctypes import create_string_buffer
from html import unescape
from statistics import median
from typing import Any

from bot.minutes.pdf_child import Run, joined, limit
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
#: letters so near to the usual size have it, and were measured badly
ALIKE = 0.15
START = re.compile(r"<span class='ocr_\w+' id='line_")
LINE = re.compile(r"[^>]*bbox (\d+) \d+ \d+ (\d+); baseline (\S+) (\S+); x_size ([\d.]+)")
WORD = re.compile(
    r"<span class='ocrx_word'[^>]*bbox (\d+) \d+ (\d+) \d+; x_wconf (\d+)[^>]*>"
    r"(?:<[^>]*>)*([^<]+)"
)
#: lines drawn around cells, taken for letters
RULE = re.compile(r"[|_=~]+")
#: what bullets are taken for, where a gap of this many letter heights follows
BULLET = re.compile(r"[eo0]|[^\w\s]{1,2}")
GAP = 0.6


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
    _even_out([run for page in pages.values() for run in page["runs"]])
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
        sure = [int(percent) for _, _, percent, _ in WORD.findall(found)]
        if not sure:
            return None
        if sum(sure) >= SURE * len(sure):
            runs = _runs(found, height, scale)
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


def _runs(found: str, height: float, scale: float) -> list[Run]:
    """The words in points from the lower left, as if the page had lain straight on the glass."""
    lines = [(head, line) for line in START.split(found)[1:] if (head := LINE.match(line))]
    slope = median(float(head[3]) for head, _ in lines) if lines else 0.0
    runs: list[Run] = []
    for head, line in lines:
        left, bottom, _, offset, size = map(float, head.groups())
        y = height - (bottom + offset - slope * left) / scale
        runs += joined(_words(line, y, size / scale, scale), [])
    return runs


def _words(line: str, y: float, size: float, scale: float) -> list[Run]:
    """The words of one line; a bullet is a bullet again."""
    words: list[Run] = []
    for left, right, _, letters in WORD.findall(line):
        x0, x1 = int(left) / scale, int(right) / scale
        if len(words) == 1 and x0 - words[0][3] > GAP * size and BULLET.fullmatch(words[0][0]):
            words[0][0] = "•"
        if not RULE.fullmatch(letters):
            words.append([unescape(letters), x0, y, x1, size, False, x1])
    return words


def _even_out(runs: Sequence[Run]) -> None:
    """Give letters of about the usual size the usual size."""
    usual = median([run[4] for run in runs for _ in run[0]] or [0.0])
    for run in runs:
        run[4] = round(usual if abs(run[4] - usual) <= ALIKE * usual else run[4], 1)


def main() -> None:
    """Read standard input by the library and program that are named, write one JSON object."""
    library, program, languages, seconds, *numbers = sys.argv[1:]
    tesseract = Tesseract(program, languages, float(seconds))
    data = sys.stdin.buffer.read()
    limit(PROCESSOR_SECONDS)
    json.dump(extract(load(library), data, map(int, numbers), tesseract), sys.stdout)


if __name__ == "__main__":
    main()
