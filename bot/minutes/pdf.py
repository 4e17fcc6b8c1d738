"""PDF: the pages as a limited child process reads them, checked and handed to the line builder."""

from typing import Any

from bot.errors import UnreadableError
from bot.minutes import child, rendering
from bot.minutes.blocks import Document
from bot.minutes.pdf_blocks import blocks_of_pages
from bot.minutes.pdf_lines import pages_of

#: seconds on the wall for one file
PATIENCE = 20.0
#: named, not imported: only the child loads what calls PDFium
CHILD = "bot.minutes.pdf_child"
LOCKED = "the PDF is locked with a password; save it without one."
NO_PAGES = "the PDF has no pages; save it again."
NO_TEXT = "the PDF holds no text; choose the file that holds the minutes."
Pages = dict[int, dict[str, Any]]


def read_pdf(data: bytes, *, ocr: bool = False) -> Document:
    """Text and blocks of a PDF; what is only a picture of text by OCR, if that is wanted."""
    found = child.ask(CHILD, data, seconds=PATIENCE)
    if "error" in found:
        raise UnreadableError(LOCKED if found["error"] == "locked" else child.DAMAGED)
    if not found["count"]:
        raise UnreadableError(NO_PAGES)
    scanned = [n for n, page in enumerate(found["pages"]) if _is_scanned(page)]
    read, why_not = _read_pictures(data, scanned, ocr=ocr) if scanned else ({}, NO_TEXT)
    for number, page in read.items():
        found["pages"][number] = page
    pages = pages_of(found["pages"])
    if not any(page.runs for page in pages):
        raise UnreadableError(why_not)
    return rendering.place(blocks_of_pages(pages), tuple(_remarks(found, sorted(read))))


def _read_pictures(data: bytes, numbers: list[int], *, ocr: bool) -> tuple[Pages, str]:
    """The pages that OCR could read, and why others were not."""
    from bot.minutes import ocr as scans  # rarely needed, and start-up is felt

    return scans.read(data, numbers) if ocr else ({}, scans.CLOSED)


def _is_scanned(page: dict[str, Any] | None) -> bool:
    return page is not None and not page["runs"] and page["images"] > 0


def _remarks(found: dict[str, Any], read: list[int]) -> list[str]:
    """What is missing or unsure, in words for the person who handed the file in."""
    empty = [
        number for number, page in enumerate(found["pages"], 1) if page is None or not page["runs"]
    ]
    remarks = []
    if read:
        only = len(read) + len(empty) == len(found["pages"])
        what = "Teksten" if only else f"Side {_ranges([number + 1 for number in read])}"
        remarks.append(f"{what} er læst fra et billede. Tjek navne og datoer.")
    if empty:
        remarks.append(f"Side {_ranges(empty)} kunne ikke læses.")
    if found["count"] > len(found["pages"]):
        remarks.append(f"Kun de første {len(found['pages'])} af {found['count']} sider er læst.")
    return remarks


def _ranges(numbers: list[int]) -> str:
    """1–3, 7 og 9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    return " og ".join(filter(None, (", ".join(words[:-1]), words[-1])))
