"""The reader: cold against bare text extraction, warm, and on a thousand pages."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.minutes import dates, documents, names, reading, sentences, verbs
from bot.minutes.blocks import Document
from tools.bench.measuring import in_turns, ms, ratio, say

ROOT = Path(__file__).parents[2]
FORMATS = ROOT.parent / "shared" / "formats"
#: thirteen pages; the sample of the repository where the shared ones are missing
PAPER = FORMATS / "000.pdf"
SAMPLE = ROOT / "samples" / "netvaerksmoede.pdf"
BARE = """
import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]):
    sys.stdout.write(page.get_textpage().get_text_range())
"""
PAGES = 1000


def bench() -> None:
    """Measure the reader."""
    paper = PAPER if PAPER.exists() else SAMPLE
    document = documents.open_document(paper.read_bytes(), paper.name)
    kinds = {
        "ours": lambda: _run("-m", "bot", "read", str(paper), "--json"),
        "bare": lambda: _run("-c", BARE, str(paper)),
        "python": lambda: _run("-c", "pass"),
        "help": lambda: _run("-m", "bot", "--help"),
        "warm": lambda: _analyse(document),
    }
    taken = in_turns(9, kinds)
    ratio(
        f"read {paper.name} cold / bare pypdfium2 cold, CPU", taken["ours"], taken["bare"], "<= 2.5"
    )
    say("analysis of its text, warm, CPU", ms(sorted(taken["warm"])[4]), "<= 20 ms")
    ratio("bolden --help / bare Python, CPU", taken["help"], taken["python"], "")
    _thousand(paper)


def _thousand(paper: Path) -> None:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

    source, large = PdfDocument(paper), PdfDocument.new()
    while len(large) < PAGES:
        large.import_pages(source, list(range(min(len(source), PAGES - len(large)))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thousand.pdf"
        large.save(path)
        start = time.perf_counter()
        _run("-m", "bot", "read", str(path), "--json")
        say(f"read {PAGES} pages", f"{time.perf_counter() - start:.1f} s", "<= 60 s")


def _analyse(document: Document) -> None:
    """As if it were another document: what is remembered of this one's words is forgotten."""
    for asked in (dates.mentions, sentences.sentences, verbs.passive, names.is_name):
        asked.cache_clear()
    reading.understand(document)


def _run(*arguments: str) -> None:
    command = [sys.executable, *arguments]
    # an installed program has its modules compiled, whatever this shell is set to
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "bolden-bench")
    subprocess.run(  # noqa: S603 - our own command, no shell
        command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=environment
    )
