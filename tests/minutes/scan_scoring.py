"""How much of our own minutes survives being scanned: `python -m tests.minutes.scan_scoring`."""

import sys
import textwrap
from collections import Counter
from collections.abc import Hashable
from pathlib import Path
from time import perf_counter

from bot.domain.meetings import Minutes
from bot.minutes.documents import open_document
from bot.minutes.reading import understand
from tests.minutes.making import Put, pdf
from tests.minutes.scanning import scan_of

ROOT = Path(__file__).parents[2]
LETTERS, LINES = 92, 52
Things = Counter[Hashable]


def printed(text: str) -> tuple[bytes, int]:
    """Plain text on paper, and how many sheets."""
    known = text.encode("cp1252", "replace").decode("cp1252")  # what our paper can show
    parts = [part for line in known.split("\n") for part in textwrap.wrap(line, LETTERS) or [""]]
    sheets = [parts[at : at + LINES] for at in range(0, len(parts), LINES)]
    pages = [[Put(60, 790 - 14 * at, part) for at, part in enumerate(one)] for one in sheets]
    return pdf(*pages), len(pages)


def follow_ups(minutes: Minutes) -> Things:
    """Each by its first words, owners and day."""
    return Counter(
        (
            " ".join(found.task.casefold().split()[:4]),
            tuple(sorted(str(owner.name) for owner in found.owners)),
            found.due and found.due.last,
        )
        for found in minutes.follow_ups
        if found.confidence >= 0.5
    )


def people(minutes: Minutes) -> Things:
    return Counter(person.name for person in minutes.people)


def words(minutes: Minutes) -> Things:
    return Counter(" ".join(minutes.text).split())


def main() -> None:
    """Read every document as text and as scan, and say how alike the two readings are."""
    measures = (words, people, follow_ups)
    both: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    seconds, sheets = 0.0, 0
    for file in sorted([*ROOT.glob("samples/*.txt"), *ROOT.glob("tests/corpus/*.txt")]):
        data, count = printed(file.read_text("utf-8"))
        paper = scan_of(data)
        start = perf_counter()
        scanned = understand(open_document(paper, file.name, ocr=True))
        seconds, sheets = seconds + perf_counter() - start, sheets + count
        plain = understand(open_document(data, file.name))
        for measure in measures:
            one, two = measure(plain), measure(scanned)
            both[measure.__name__] += 2 * (one & two).total()
            alone[measure.__name__] += one.total() + two.total()
    for name, total in alone.items():
        sys.stdout.write(f"{name}: {both[name] / total:.3f}\n")
    sys.stdout.write(f"{seconds / sheets:.1f} seconds a page, {sheets} pages\n")


if __name__ == "__main__":
    main()
