"""PDF: the pages as a limited child process reads them, checked and handed to the line builder."""

import json
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.errors import UnreadableError
from bot.minutes import rendering
from bot.minutes.blocks import Document
from bot.minutes.pdf_blocks import blocks_of_pages
from bot.minutes.pdf_lines import pages_of

#: seconds on the wall for one file
PATIENCE = 20.0
ROOT = Path(__file__).parents[2]
#: named, not imported: only the child loads what calls PDFium
CHILD = "bot.minutes.pdf_child"
DAMAGED = "the PDF is damaged; save or download it again."
LOCKED = "the PDF is locked with a password; save it without one."
NO_PAGES = "the PDF has no pages; save it again."
SCANNED = "the PDF holds only pictures of text (a scan); make the text searchable first."
NO_TEXT = "the PDF holds no text; choose the file that holds the minutes."
TOO_MUCH = "the PDF takes too long or too much memory to read; save it again in a simpler form."


def read_pdf(data: bytes) -> Document:
    """Text and blocks of a PDF."""
    found = _ask_child(data)
    if "error" in found:
        raise UnreadableError(LOCKED if found["error"] == "locked" else DAMAGED)
    if not found["count"]:
        raise UnreadableError(NO_PAGES)
    pages = pages_of(found["pages"])
    if not any(page.runs for page in pages):
        raise UnreadableError(SCANNED if any(page.images for page in pages) else NO_TEXT)
    return rendering.place(blocks_of_pages(pages), tuple(_remarks(found)))


def _ask_child(data: bytes) -> dict[str, Any]:
    # -S: the child needs nothing of what is installed but the library.
    command = [sys.executable, "-S", "-m", CHILD, _library()]
    try:
        # Nothing of the environment is needed, so its secrets stay out of the child.
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command,
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            cwd=ROOT,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(TOO_MUCH) from error
    if done.returncode:
        raise UnreadableError(TOO_MUCH if b"MemoryError" in done.stderr else DAMAGED)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@cache
def _library() -> str:
    """Where PDFium lies in the package that brings it; the package itself is not loaded."""
    package = find_spec("pypdfium2_raw")
    if package is None or package.origin is None:
        raise ImportError("pypdfium2 is not installed")
    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    return str(Path(package.origin).with_name(name))


def _remarks(found: dict[str, Any]) -> list[str]:
    """What is missing, in words for the person who handed the file in."""
    empty = [
        number for number, page in enumerate(found["pages"], 1) if page is None or not page["runs"]
    ]
    remarks = []
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
