"""Scans: read by tesseract where it is installed with Danish, else what can be done about them."""

import os
import shutil
import subprocess
from typing import Any

from bot.minutes import child

PROGRAM = "tesseract"
DANISH = "dan"
#: seconds for one file, and what its child gets to end by itself
PATIENCE = 120.0
SPARE = 10.0
#: named, not imported: only the child loads what calls PDFium
CHILD = "bot.minutes.ocr_child"
SCAN = "the PDF holds only pictures of text (a scan)"
SAVE = "save the minutes as PDF where they were written, or make the text searchable first."
CLOSED = f"{SCAN}; {SAVE}"
NO_DANISH = (
    f"{SCAN}, and tesseract has no Danish here; install its language '{DANISH}' "
    "(tesseract-ocr-dan), or save the minutes as PDF where they were written."
)
FAILED = f"{SCAN}, and tesseract failed or took too long on it; {SAVE}"
POOR = f"{SCAN} that is too poor to be read; scan it straight and sharp, or {SAVE}"
Pages = dict[int, dict[str, Any]]


def state() -> str:
    """Whether scans can be read here, for whoever runs Bolden."""
    program = shutil.which(PROGRAM)
    if program is None:
        return "not read (tesseract is not installed)"
    if DANISH not in _languages(program):
        return f"not read (tesseract lacks its language '{DANISH}')"
    return f"read by {program}"


def read(data: bytes, numbers: list[int]) -> tuple[Pages, str]:
    """Those of these pages (0 is the first) that could be read, and why others were not."""
    program = shutil.which(PROGRAM)
    if program is None:
        return {}, CLOSED
    if DANISH not in _languages(program):
        return {}, NO_DANISH
    found = child.ask(
        CHILD,
        data,
        program,
        DANISH,
        str(PATIENCE),
        *map(str, numbers),
        seconds=PATIENCE + SPARE,
        environment=_environment(),
    )
    pages = {int(number): page for number, page in found["pages"].items()}
    return pages, FAILED if found["failed"] else POOR


def _languages(program: str) -> list[str]:
    """What is installed; a program that cannot even say so has none."""
    try:
        said = subprocess.run(  # noqa: S603 - found on PATH, no shell
            [program, "--list-langs"],
            capture_output=True,
            timeout=SPARE,
            env=_environment(),
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return said.stdout.decode("utf-8", "replace").split()


def _environment() -> dict[str, str]:
    """Only where the languages lie; several threads take longer for one page than one."""
    place = os.environ.get("TESSDATA_PREFIX")
    return {"OMP_THREAD_LIMIT": "1"} | ({"TESSDATA_PREFIX": place} if place else {})
