"""The child process that alone touches PDFium: PDF on standard input, runs of words as JSON out.

PDFium is C++ and reads what strangers wrote, so it runs apart, with little memory and time.
"""

import json
import re
import sys
from bisect import bisect_left
from ctypes import byref, c_double, c_float, c_int, c_ushort, create_string_buffer
from typing import Any

from bot.minutes.hyphens import HYPHEN
from bot.minutes.pdfium import Box as Rectangle
from bot.minutes.pdfium import Matrix, load

#: bytes of address space that the child may take
MEMORY = 1024 * 1024 * 1024
#: seconds of processor time; the parent also keeps a clock on the wall
SECONDS = 20
MAX_PAGES = 1000
#: letters of one page; a page of small print has some 10 000
MAX_LETTERS = 60_000
MAX_DRAWINGS = 20_000
MAX_UPRIGHTS = 400
#: a wider blank than this many letter heights parts two runs of words
GAP = 1.0
LOCKED = frozenset({4, 5})  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
WORD = re.compile(r"[^\s\0\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
PATH, IMAGE = 2, 3
DOT = 8
BOLD = 600
FORCE_BOLD = 1 << 18

Box = list[float]  # x0, y0, x1, y1
Run = list[Any]  # text, x0, baseline, x1, size, bold, where the first word ends


def limit(seconds: int = SECONDS) -> None:
    """Bound memory and processor time where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue  # macOS refuses RLIMIT_AS; the clock on the wall still holds


def extract(pdfium: Any, data: bytes) -> dict[str, Any]:
    """All that the line builder needs of every page, or why the file cannot be opened."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return {"error": "locked" if pdfium.FPDF_GetLastError() in LOCKED else "damaged"}
    count = pdfium.FPDF_GetPageCount(document)
    pages = [_page(pdfium, document, index) for index in range(min(count, MAX_PAGES))]
    return {"count": count, "pages": pages}


def _page(pdfium: Any, document: Any, index: int) -> dict[str, Any] | None:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return None
    rules, dots, images = _drawings(pdfium, page)
    found = {
        "width": pdfium.FPDF_GetPageWidthF(page),
        "height": pdfium.FPDF_GetPageHeightF(page),
        "runs": joined(_Letters(pdfium, text).words(), _uprights(rules)),
        "rules": rules,
        "dots": dots,
        "images": images,
    }
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return found


def _drawings(pdfium: Any, page: Any) -> tuple[list[Box], list[Box], int]:
    """Thin drawn lines and the sides of frames, dots as browsers draw bullets, and pictures."""
    rules: list[Box] = []
    dots: list[Box] = []
    images = 0
    x0, y0, x1, y1 = c_float(), c_float(), c_float(), c_float()
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_DRAWINGS)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        images += kind == IMAGE
        if kind != PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, byref(x0), byref(y0), byref(x1), byref(y1)):
            continue
        box = [round(edge.value, 1) for edge in (x0, y0, x1, y1)]
        width, height = box[2] - box[0], box[3] - box[1]
        if 1 < width < DOT and 1 < height < DOT:
            dots.append(box)
        elif width < 3 or height < 3:
            rules.append(box)
        elif _stroked(pdfium, thing):
            left, low, right, high = box
            rules += [[left, low, left, high], [right, low, right, high]]
            rules += [[left, low, right, low], [left, high, right, high]]
    return rules, dots, images


def _stroked(pdfium: Any, path: Any) -> bool:
    fill, stroke = c_int(), c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke)) and stroke.value)


class _Letters:
    """The letters of one page, read as words."""

    def __init__(self, pdfium: Any, text: Any) -> None:
        self.pdfium = pdfium
        self.text = text
        self.box = Rectangle()
        self.matrix = Matrix()
        self.x, self.y = c_double(), c_double()
        self.flags = c_int()
        self.font = create_string_buffer(128)
        self.looks: dict[int, tuple[float, bool]] = {}

    def words(self) -> list[Run]:
        """Words in the order of the file; one that is parted at a line end comes as two."""
        return [self._word(word) for word in WORD.finditer(self._letters())]

    def _letters(self) -> str:
        """One letter for each index that PDFium counts."""
        pdfium = self.pdfium
        count = min(pdfium.FPDFText_CountChars(self.text), MAX_LETTERS)
        buffer = (c_ushort * (count + 1))()
        # Asking once for all is some ten times faster; it may leave out letters, though.
        if pdfium.FPDFText_GetText(self.text, 0, count, buffer) == count + 1:
            letters = bytes(buffer)[:-2].decode("utf-16-le", "replace")
            if len(letters) == count:
                return letters
        codes = (pdfium.FPDFText_GetUnicode(self.text, index) for index in range(count))
        return "".join("\ufffd" if 0xD800 <= code < 0xE000 else chr(code) for code in codes)

    def _word(self, word: re.Match[str]) -> Run:
        pdfium, text = self.pdfium, self.text
        first, last = word.start(), word.end() - 1
        pdfium.FPDFText_GetLooseCharBox(text, first, byref(self.box))
        x0 = self.box.left
        pdfium.FPDFText_GetLooseCharBox(text, last, byref(self.box))
        x1 = self.box.right
        pdfium.FPDFText_GetCharOrigin(text, first, byref(self.x), byref(self.y))
        letters = word[0].replace("\ufffe", HYPHEN)
        return [letters, x0, self.y.value, x1, *self._look(first), x1]

    def _look(self, index: int) -> tuple[float, bool]:
        """Size and boldness, which all letters of one text object share."""
        address = self.pdfium.FPDFText_GetTextObject(self.text, index)
        if not address:
            return self._size(index), self._bold(index)
        if address not in self.looks:
            self.looks[address] = self._size(index), self._bold(index)
        return self.looks[address]

    def _size(self, index: int) -> float:
        size = float(self.pdfium.FPDFText_GetFontSize(self.text, index))
        # Some producers write letters of size 1 and scale the page.
        if self.pdfium.FPDFText_GetMatrix(self.text, index, byref(self.matrix)):
            size *= abs(self.matrix.d) or 1.0
        return round(size, 1)

    def _bold(self, index: int) -> bool:
        if self.pdfium.FPDFText_GetFontWeight(self.text, index) >= BOLD:
            return True
        self.font.value = b""
        self.pdfium.FPDFText_GetFontInfo(
            self.text, index, self.font, len(self.font), byref(self.flags)
        )
        name = self.font.value.lower()
        return bool(self.flags.value & FORCE_BOLD) or b"bold" in name or b"black" in name


def _uprights(rules: list[Box]) -> list[Box]:
    """Lines between columns, by where they stand; a page with very many is a drawing."""
    uprights = sorted(box for box in rules if box[2] - box[0] < 3 and box[3] - box[1] > 8)
    return uprights if len(uprights) < MAX_UPRIGHTS else []


def _parted(left: float, right: float, y: float, uprights: list[Box]) -> bool:
    """Whether a line between columns stands between two words."""
    for box in uprights[bisect_left(uprights, [left - 1]) :]:
        if box[0] > right:
            return False
        if box[1] - 2 <= y <= box[3] + 2:
            return True
    return False


def joined(words: list[Run], uprights: list[Box]) -> list[Run]:
    """Words that follow each other on one line in one font, joined."""
    runs: list[Run] = []
    for word in words:
        text, x0, y, x1, size, bold, _ = word
        last = runs[-1] if runs else None
        if (
            last
            and abs(last[2] - y) < 0.5
            and last[4:6] == [size, bold]
            and -1.0 < x0 - last[3] < GAP * size
            and not _parted(last[3], x0, y, uprights)
        ):
            last[0] = f"{last[0]} {text}"
            last[3] = x1
        else:
            runs.append(word)
    for run in runs:
        run[1:4] = [round(edge, 1) for edge in run[1:4]]
        run[6] = round(run[6], 1)
    return runs


def main() -> None:
    """Read standard input by the library that is named, write one JSON object."""
    pdfium = load(sys.argv[1])
    data = sys.stdin.buffer.read()
    limit()
    json.dump(extract(pdfium, data), sys.stdout)


if __name__ == "__main__":
    main()
